// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/attached_tags.h"

#include <fmt/format.h>

#include <map>

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

Result<Manifest> manifest_of(ContentReader& reader, const Digest& digest)
{
    const auto content = reader.manifests({&digest, 1}).front();
    if (!content) return fail(content.error());
    return parse_manifest(content->bytes, content->descriptor.media_type);
}

/// A tag whose content is gone has nothing to lose.
Result<bool> may_move(ContentReader& reader, const Digest& now, const Digest& to)
{
    const auto before = manifest_of(reader, now);
    if (!before) return before.error().kind == ErrorKind::not_found ? Result<bool>(true) : fail(before.error());
    const auto after = manifest_of(reader, to);
    if (!after) return fail(after.error());
    return keeps_all_layers(*before, *after);
}

std::string left_alone(const TagName& name, const Digest& now, const Digest& to)
{
    return fmt::format("tag '{}' names {}, which holds more than {}: it was left as it is", name.str(), now.brief(),
                       to.brief());
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
    const auto may = may_move(reader, seen, tag.to.digest);
    if (!may) return refused(may.error());
    if (*may) return TagMove{name, seen, tag.to};
    tag.jobs.front()->warnings.push_back(left_alone(name, seen, tag.to.digest));
    return std::nullopt;
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
    const auto moved = repository.move(moves);
    for (std::size_t i = 0; i < moves.size(); ++i)
        if (!moved[i]) fail_all(wanted.at(moves[i].tag), moves[i].tag, moved[i].error());
}

}  // namespace tagwarden
