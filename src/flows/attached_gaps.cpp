// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/attached_gaps.h"

#include <algorithm>
#include <map>
#include <utility>

#include "core/attached_tag.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

using Digests = std::set<Digest, DigestBefore>;

constexpr std::size_t questions_at_once = 256;
/// More than anybody nests indexes, or attaches to what is attached.
constexpr int max_depth = 8;

std::unexpected<Error> stopped()
{
    return fail(ErrorKind::interrupted, "stopped before anything was copied");
}

/// The images that a plan finds named already.
std::vector<Descriptor> named_already(const CopyPlan& plan)
{
    std::vector<Descriptor> images;
    if (plan.problem) return images;
    for (const auto& copy : plan.copies)
        if (copy.step == PlannedCopy::Step::present && !(copy.tag && names_attached(*copy.tag)))
            images.push_back(copy.root);
    return images;
}

/// What the source has below some images, and attached to any part of them: each manifest is looked at once.
class AtSource {
public:
    struct Node {
        std::vector<Digest> below{};         ///< its parts, and what is attached to it
        std::vector<Digest> attached{};      ///< of these, what is attached to it
        std::map<TagName, Digest> tagged{};  ///< of these, what cosign's tags lead to
        bool unknown = false;                ///< it could not be looked at
    };

    /// `asks_for_tags`: cosign's tags are asked for, too, which a plan for a whole repository has among its own.
    AtSource(RepositoryReader& source, bool asks_for_tags, const StopSignal& stop)
        : source_(source), asks_for_tags_(asks_for_tags), stop_(stop)
    {
    }

    void add(const Descriptor& manifest)
    {
        if (nodes_.try_emplace(manifest.digest).second) new_.push_back(manifest);
    }

    Result<void> read()
    {
        for (int depth = 0; depth < max_depth && !new_.empty(); ++depth) {
            const auto level = std::exchange(new_, {});
            for (std::size_t at = 0; at < level.size(); at += questions_at_once) {
                if (stop_.stopped()) return stopped();
                const auto batch = std::span(level).subspan(at, std::min(questions_at_once, level.size() - at));
                read_parts(batch);
                read_attached(batch);
                if (asks_for_tags_) read_tagged(batch);
            }
        }
        return {};
    }

    const Node& at(const Digest& digest) const { return nodes_.at(digest); }

    /// Adds what was not met before: this one and all below it.
    void collect(const Digest& digest, Digests& met) const
    {
        if (!met.insert(digest).second) return;
        for (const auto& one : at(digest).below) collect(one, met);
    }

private:
    void note_below(const Digest& digest, const std::vector<Descriptor>& manifests)
    {
        for (const auto& one : manifests) {
            nodes_[digest].below.push_back(one.digest);
            add(one);
        }
    }

    void read_parts(std::span<const Descriptor> batch)
    {
        std::vector<Digest> indexes;
        for (const auto& it : batch)
            if (is_index(it.media_type)) indexes.push_back(it.digest);
        if (indexes.empty()) return;
        const auto contents = source_.manifests(indexes);
        for (std::size_t i = 0; i < indexes.size(); ++i) {
            const auto manifest = contents[i] ? parse_manifest(contents[i]->bytes, contents[i]->descriptor.media_type)
                                              : fail(contents[i].error());
            if (manifest)
                note_below(indexes[i], parts_of(*manifest).manifests);
            else
                nodes_[indexes[i]].unknown = true;
        }
    }

    void read_attached(std::span<const Descriptor> batch)
    {
        std::vector<Digest> all;
        for (const auto& it : batch) all.push_back(it.digest);
        const auto answers = source_.referrers(all);
        for (std::size_t i = 0; i < all.size(); ++i) {
            auto& node = nodes_[all[i]];
            if (!answers[i]) {
                node.unknown = true;
                continue;
            }
            std::vector<Descriptor> attached;
            for (const auto& referrer : *answers[i]) attached.push_back(referrer.descriptor);
            for (const auto& one : attached) node.attached.push_back(one.digest);
            note_below(all[i], attached);
        }
    }

    void read_tagged(std::span<const Descriptor> batch)
    {
        std::vector<std::pair<Digest, TagName>> asked;
        std::vector<TagName> tags;
        for (const auto& it : batch)
            for (const auto& tag : cosign_tags(it.digest)) {
                asked.emplace_back(it.digest, tag);
                tags.push_back(tag);
            }
        const auto answers = source_.resolve(tags);
        for (std::size_t i = 0; i < asked.size(); ++i) {
            const auto& [subject, tag] = asked[i];
            if (!answers[i]) nodes_[subject].unknown = true;
            if (!answers[i] || !*answers[i]) continue;
            nodes_[subject].tagged.emplace(tag, (*answers[i])->digest);
            note_below(subject, {**answers[i]});
        }
    }

    RepositoryReader& source_;
    bool asks_for_tags_;
    const StopSignal& stop_;
    std::map<Digest, Node, DigestBefore> nodes_;
    std::vector<Descriptor> new_;
};

/// The manifests of these that lack something at one destination.
class Gaps {
public:
    Gaps(const AtSource& source, const CopyPlan& plan) : source_(source)
    {
        for (const auto& copy : plan.copies)
            if (copy.step == PlannedCopy::Step::attached) left_tags_.insert(*copy.tag);
    }

    Result<void> find(const Digests& manifests, RepositoryReader& destination, const StopSignal& stop)
    {
        std::vector<Digest> subjects;
        for (const auto& one : manifests) {
            if (source_.at(one).unknown || has_left_tag(one)) gaps_.insert(one);
            if (!source_.at(one).attached.empty()) subjects.push_back(one);
        }
        for (std::size_t at = 0; at < subjects.size(); at += questions_at_once) {
            if (stop.stopped()) return stopped();
            compare(std::span(subjects).subspan(at, std::min(questions_at_once, subjects.size() - at)), destination);
        }
        if (stop.stopped()) return stopped();
        compare_tags(manifests, destination);
        return {};
    }

    bool contain_any(const Digests& manifests) const
    {
        return std::ranges::any_of(manifests, [&](const Digest& one) { return gaps_.contains(one); });
    }

private:
    bool has_left_tag(const Digest& digest) const
    {
        return std::ranges::any_of(cosign_tags(digest), [&](const TagName& tag) { return left_tags_.contains(tag); });
    }

    void compare(std::span<const Digest> subjects, ReferrerReader& destination)
    {
        const auto there = destination.referrers(subjects);
        for (std::size_t i = 0; i < subjects.size(); ++i) {
            Digests listed;
            if (there[i])
                for (const auto& referrer : *there[i]) listed.insert(referrer.descriptor.digest);
            const auto has = [&](const Digest& one) { return listed.contains(one); };
            if (!std::ranges::all_of(source_.at(subjects[i]).attached, has)) gaps_.insert(subjects[i]);
        }
    }

    void compare_tags(const Digests& manifests, TagReader& destination)
    {
        std::vector<TagName> tags;
        std::vector<std::pair<Digest, Digest>> wanted;  ///< subject, what its tag names at the source
        for (const auto& one : manifests)
            for (const auto& [tag, digest] : source_.at(one).tagged) {
                tags.push_back(tag);
                wanted.emplace_back(one, digest);
            }
        if (tags.empty()) return;
        const auto there = destination.resolve(tags);
        for (std::size_t i = 0; i < tags.size(); ++i)
            if (!there[i] || !*there[i] || (*there[i])->digest != wanted[i].second) gaps_.insert(wanted[i].first);
    }

    const AtSource& source_;
    std::set<TagName> left_tags_;
    Digests gaps_;
};

Result<Digests> lacking_in(const CopyPlan& plan, const AtSource& source, RepositoryReader& destination,
                           const StopSignal& stop)
{
    const auto images = named_already(plan);
    Digests all;
    for (const auto& image : images) source.collect(image.digest, all);
    Gaps gaps(source, plan);
    if (const auto found = gaps.find(all, destination, stop); !found) return fail(found.error());
    Digests lacking;
    for (const auto& image : images) {
        Digests of_image;
        source.collect(image.digest, of_image);
        if (gaps.contain_any(of_image)) lacking.insert(image.digest);
    }
    return lacking;
}

}  // namespace

Result<void> note_attached_gaps(std::span<CopyPlan> plans, RepositoryReader& source, const ReadPlaces& destinations,
                                const StopSignal& stop)
{
    const bool whole = std::ranges::any_of(plans, &CopyPlan::whole_repository);
    AtSource at_source(source, !whole, stop);
    for (const auto& plan : plans)
        for (const auto& image : named_already(plan)) at_source.add(image);
    if (const auto read = at_source.read(); !read) return read;
    for (auto& plan : plans) {
        auto lacking = lacking_in(plan, at_source, *destinations.at(plan.to.location), stop);
        if (!lacking) return fail(lacking.error());
        plan.lacking = std::move(*lacking);
    }
    return {};
}

}  // namespace tagwarden
