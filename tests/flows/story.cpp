// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/flows/story.h"

#include <stdexcept>

#include "adapters/yaml/yaml_configuration.h"
#include "core/kind_in.h"
#include "core/naming.h"
#include "core/plan_decision.h"
#include "core/plan_rollback.h"
#include "flows/publish.h"
#include "flows/repair.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {

std::string decided(const Plan& plan)
{
    std::string text;
    for (const auto& it : plan.decisions)
        text += (text.empty() ? "" : "\n") + it.decision + " " + it.subject + (it.on.empty() ? "" : " on " + it.on);
    return text;
}

namespace {

std::unexpected<Error> silence()
{
    return fail(ErrorKind::unreachable, "the place does not answer");
}

}  // namespace

template <class Ask>
auto Place::each(std::size_t count, const Ask& ask) -> decltype(ask())
{
    if (answers) return ask();
    decltype(ask()) none;
    for (std::size_t i = 0; i < count; ++i) none.push_back(silence());
    return none;
}

Result<std::vector<TagName>> Place::tags()
{
    return answers ? memory_.tags() : silence();
}

Each<std::optional<Descriptor>> Place::resolve(std::span<const TagName> tags)
{
    return each(tags.size(), [&] { return memory_.resolve(tags); });
}

Each<ManifestContent> Place::manifests(std::span<const Digest> digests)
{
    return each(digests.size(), [&] { return memory_.manifests(digests); });
}

Each<bool> Place::has_manifests(std::span<const Digest> digests)
{
    return each(digests.size(), [&] { return memory_.has_manifests(digests); });
}

Each<bool> Place::has_blobs(std::span<const Descriptor> blobs)
{
    return each(blobs.size(), [&] { return memory_.has_blobs(blobs); });
}

Result<std::unique_ptr<ByteStream>> Place::open_blob(const Descriptor& blob)
{
    return answers ? memory_.open_blob(blob) : silence();
}

Each<std::vector<Referrer>> Place::referrers(std::span<const Digest> subjects)
{
    return each(subjects.size(), [&] { return memory_.referrers(subjects); });
}

Result<void> Place::put_blob(const Descriptor& blob, ByteStream& bytes)
{
    ++writes;
    {
        const std::lock_guard one_at_a_time(content_);
        before_content();
    }
    if (!answers) return silence();
    if (!takes_content) return fail(ErrorKind::unreachable, "the upload broke off");
    return memory_.put_blob(blob, bytes);
}

Each<void> Place::put_manifests(std::span<const ManifestContent> manifests)
{
    ++writes;
    return each(manifests.size(), [&] { return memory_.put_manifests(manifests); });
}

Each<void> Place::move(std::span<const TagMove> moves)
{
    Each<void> answers_of_all;
    for (const auto& one : moves) {
        ++writes;
        auto answer = answers ? before_move(one) : silence();
        if (answer) answer = memory_.move({&one, 1}).front();
        if (answer) after_move(one);
        answers_of_all.push_back(std::move(answer));
    }
    return answers_of_all;
}

Story::Story(const std::string& yaml, const Variables& environment)
    : configuration(*parse_configuration(yaml, "tagwarden.yaml"))
{
    const auto editions = configuration.editions.empty() ? std::vector<std::string>{""} : configuration.editions;
    for (const auto& one : editions) {
        const auto& its = all_targets_[one] = *targets_of(configuration, environment, one);
        for (const auto& target : its) places.try_emplace(target.location, std::make_unique<Place>());
    }
    turn_to(editions.front());
}

void Story::turn_to(const std::string& name)
{
    edition = name;
    targets = all_targets_.at(name);
}

Place& Story::place(const std::string& destination)
{
    for (const auto& target : targets)
        if (target.destination == destination) return *places.at(target.location);
    throw std::out_of_range(destination);
}

WritePlaces Story::write_places() const
{
    WritePlaces all;
    for (const auto& [location, one] : places) all.emplace(location, one.get());
    return all;
}

Descriptor Story::build_into(ContentWriter& place, const Part& part, const std::string& version,
                             const std::string& platform)
{
    return ImageBuilder()
        .platform(platform)
        .label("org.opencontainers.image.version", version)
        .file("part", part.str())
        .file("RELEASE", "RELEASE_VERSION=" + version + "\n")
        .build_into(place);
}

Descriptor Story::content_of(const Part& part, const std::string& version)
{
    std::vector<PlatformEntry> images;
    for (const auto& platform : platforms)
        images.emplace_back(*Platform::parse(platform), build_into(source, part, version, platform));
    const auto root = images.size() == 1 ? images.front().second : build_index(source, images);
    labels_.try_emplace(root.digest.str(), version);
    return root;
}

Descriptor Story::build(const std::string& version)
{
    const auto& image = configuration.images.front();
    return content_of({image.name, image.variants.front().name}, version);
}

TransactionPorts Story::ports(const WritePlaces& all)
{
    return {ledger, clock, transfer_, all, progress_, "ann@host", "ann@host pid 1", stop, steps_, notices};
}

Result<TransactionReport> Story::run(const Operation& operation)
{
    const auto all = write_places();
    return transact(product(), operation, ports(all), approve);
}

Result<RecoverReport> Story::recover()
{
    const auto all = write_places();
    return tagwarden::recover(product(), ports(all), approve);
}

Result<TransactionReport> Story::repair(const std::string& version, const std::string& reason)
{
    auto operation = repair_operation(version);
    operation.reason = reason;
    return run(operation);
}

Result<TransactionReport> Story::publish(const std::string& text, const std::string& content, bool take_over)
{
    auto version = *Version::parse(configuration.version.order, text);
    const auto kind = kind_in(version);
    const Release release{edition, std::move(version), kind, "", "", ordinal, clock.time, {}, {}, {},
                          {},      upstream_commit};
    std::map<Part, PartSource> sources;
    for (const auto& image : configuration.images)
        for (const auto& variant : image.variants) {
            const Part part{image.name, variant.name};
            if (!only.empty() && !only.contains(part.str())) continue;
            sources.emplace(part, PartSource{&source, content_of(part, content.empty() ? text : content)});
        }
    auto operation = prepare_publish(product(), release, sources, layer_files, allow_fewer_platforms);
    if (!operation) return fail(operation.error());
    operation->take_over = take_over || by_force;
    operation->with_attached = with_attached;
    return run(*operation);
}

Result<TransactionReport> Story::decide(Planner planner, const std::string& reason, bool take_over)
{
    Operation operation;
    operation.take_over = take_over || by_force;
    operation.reason = reason;
    operation.names = names_of_channels;
    operation.propose = std::move(planner);
    return run(operation);
}

Result<TransactionReport> Story::rollback(const std::string& channel, const std::string& reason,
                                          const std::optional<std::string>& to)
{
    return decide([&](const PlanInputs& inputs) { return plan_rollback(inputs, channel, to, reason); }, reason);
}

Result<TransactionReport> Story::withdraw(const std::string& version, const std::string& reason)
{
    return decide([&](const PlanInputs& inputs) { return plan_withdraw(inputs, version, reason); }, reason);
}

Result<TransactionReport> Story::reinstate(const std::string& version, const std::string& reason)
{
    return decide([&](const PlanInputs& inputs) { return plan_reinstate(inputs, version, reason); }, reason);
}

Result<TransactionReport> Story::hold(const std::string& channel, const std::string& reason,
                                      const std::optional<std::string>& at)
{
    return decide([&](const PlanInputs& inputs) { return plan_hold(inputs, channel, at, reason); }, reason);
}

Result<TransactionReport> Story::promote(const std::string& version, const std::string& channel,
                                         const std::string& reason)
{
    Operation operation;
    operation.reason = reason;
    operation.names = [&](const RuleInputs& inputs) { return names_for_promote(inputs, version, channel); };
    operation.propose = [&](const PlanInputs& inputs) { return plan_promote(inputs, version, channel, reason); };
    return run(operation);
}

Result<TransactionReport> Story::unhold(const std::string& channel)
{
    return decide([&](const PlanInputs& inputs) { return plan_unhold(inputs, channel, ""); }, "");
}

Result<TransactionReport> Story::settle(bool take_over)
{
    return decide(plan_settle, "", take_over);
}

Result<ProductStatus> Story::status()
{
    return product_status(product(), ledger, readers(write_places()), clock.now());
}

namespace {

std::string lines(const std::map<std::string, std::string>& tags)
{
    std::string text;
    for (const auto& [tag, version] : tags) text += (text.empty() ? "" : "\n") + tag + " " + version;
    return text;
}

}  // namespace

std::string Story::tags(const std::string& destination)
{
    std::map<std::string, std::string> all;
    for (const auto& [tag, content] : place(destination).store->tags) {
        const auto label = labels_.find(content.digest.str());
        all.emplace(tag.str(), label == labels_.end() ? content.digest.brief() : label->second);
    }
    return lines(all);
}

std::string Story::channels(const std::string& destination)
{
    std::map<std::string, std::string> all;
    for (const auto& [tag, content] : place(destination).store->tags) {
        bool anchor = false;
        for (const auto& image : configuration.images)
            anchor |= read_anchor(image, edition, configuration.version.order, tag).has_value();
        if (!anchor) all.emplace(tag.str(), labels_.at(content.digest.str()));
    }
    return lines(all);
}

}  // namespace tagwarden::tests
