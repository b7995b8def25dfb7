// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/attached_tags.h"

#include <fmt/format.h>

#include <array>
#include <map>
#include <utility>

namespace tagwarden {

namespace {

struct WantedTag {
    Descriptor to;
    std::vector<JobState*> jobs;
};
using WantedTags = std::map<TagName, WantedTag>;

WantedTags wanted_tags(const Destination& destination)
{
    WantedTags wanted;
    for (auto* job : destination.live_jobs())
        for (const auto* node : job->manifests)
            for (const auto& tag : node->tags)
                wanted.try_emplace(tag.name, WantedTag{tag.manifest->descriptor, {}}).first->second.jobs.push_back(job);
    return wanted;
}

void fail_all(const WantedTag& tag, const TagName& name, Error error)
{
    error.trail.push_back(fmt::format("setting tag '{}'", name.str()));
    for (auto* job : tag.jobs)
        if (!job->error) job->error = error;
}

/// What stands between what a tag names and what the source has for it.
enum class Difference {
    loses_nothing,   ///< all that is there is in what would come
    brings_nothing,  ///< all that would come is there, and more
    both,            ///< each has something of its own
};

/// A tag whose content is gone has nothing to lose.
Result<Difference> difference(ContentReader& reader, const Digest& now, const Digest& to)
{
    const std::array digests{now, to};
    const auto contents = reader.manifests(digests);
    if (!contents[0] && contents[0].error().kind == ErrorKind::not_found) return Difference::loses_nothing;
    for (const auto& content : contents)
        if (!content) return fail(content.error());
    const auto keeps = keeps_all_layers(*contents[0], *contents[1]);
    if (!keeps) return fail(keeps.error());
    if (*keeps) return Difference::loses_nothing;
    const auto has_all = keeps_all_layers(*contents[1], *contents[0]);
    if (!has_all) return fail(has_all.error());
    return *has_all ? Difference::brings_nothing : Difference::both;
}

std::string left_alone(const TagName& name, const Digest& now, const Digest& to)
{
    return fmt::format(
        "tag '{}' was left on {}, which has something that {} of the source lacks: what only the source "
        "has under it is not at the destination",
        name.str(), now.brief(), to.brief());
}

/// The move to be made, if one is. What stands against it is noted with the jobs.
std::optional<TagMove> planned(const TagName& name, const WantedTag& tag, const Result<std::optional<Descriptor>>& now,
                               ContentReader& reader)
{
    const auto refused = [&](const Error& error) {
        fail_all(tag, name, error);
        return std::nullopt;
    };
    if (!now) return refused(now.error());
    if (!*now) return TagMove{name, std::nullopt, tag.to};
    const auto& seen = (*now)->digest;
    if (seen == tag.to.digest) return std::nullopt;
    const auto differ = difference(reader, seen, tag.to.digest);
    if (!differ) return refused(differ.error());
    if (*differ == Difference::loses_nothing) return TagMove{name, seen, tag.to};
    if (*differ == Difference::both) tag.jobs.front()->warnings.push_back(left_alone(name, seen, tag.to.digest));
    return std::nullopt;
}

/// True where another tag may fare better at the same place.
bool is_of_the_tag(ErrorKind kind)
{
    return kind == ErrorKind::malformed || kind == ErrorKind::refused || kind == ErrorKind::not_found;
}

/// The tags that cannot be set. What becomes of the others of a batch when one fails is not promised, so then they are
/// set one by one.
std::vector<std::pair<TagName, Error>> make(std::span<const TagMove> moves, TagWriter& writer)
{
    std::vector<std::pair<TagName, Error>> failed;
    const auto moved = writer.move(moves);
    for (std::size_t i = 0; i < moves.size(); ++i) {
        if (moved[i]) continue;
        const bool alone = moves.size() == 1;
        const bool hopeless = !failed.empty() && !is_of_the_tag(failed.back().second.kind);
        auto again = alone || hopeless ? moved[i] : writer.move(moves.subspan(i, 1)).front();
        if (!again) failed.emplace_back(moves[i].tag, std::move(again.error()));
    }
    return failed;
}

}  // namespace

void set_attached_tags(Destination& destination)
{
    const auto wanted = wanted_tags(destination);
    if (wanted.empty()) return;
    std::vector<TagName> names;
    for (const auto& [name, tag] : wanted) names.push_back(name);
    auto& repository = destination.repository();
    const auto now = repository.resolve(names);
    std::vector<TagMove> moves;
    for (std::size_t i = 0; i < names.size(); ++i)
        if (auto move = planned(names[i], wanted.at(names[i]), now[i], repository)) moves.push_back(std::move(*move));
    for (const auto& [tag, error] : make(moves, repository)) fail_all(wanted.at(tag), tag, error);
}

}  // namespace tagwarden
