// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/plan_copy.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/attached_tag.h"
#include "flows/find_root.h"
#include "flows/platform_manifest.h"

namespace tagwarden {

namespace {

constexpr std::size_t tags_at_once = 256;

Result<std::optional<Descriptor>> seen_at(TagReader& place, const TagName& tag)
{
    auto seen = place.resolve({&tag, 1});
    return std::move(seen.front());
}

std::unexpected<Error> other_digest(const Reference& wanted, const Digest& got)
{
    return fail(ErrorKind::refused,
                fmt::format("'{}' cannot name {}, which is what the source has", wanted.str(), got.str()));
}

Result<CopyPlan> plan_one(const CopyRequest& request, RepositoryReader& source, TagReader& destination)
{
    const auto found = find_root(source, request.from);
    if (!found) return during("looking for " + request.from.str(), found.error());
    const auto root = request.platform ? platform_manifest(source, *found, *request.platform) : found;
    if (!root) return during("looking for " + request.from.str(), root.error());
    if (request.to.digest && *request.to.digest != root->digest) return other_digest(request.to, root->digest);

    CopyPlan plan{request.from.location, request.to.location, false, request.platform};
    if (*root != *found) plan.index = found->digest;
    const auto& tag = request.to.tag ? request.to.tag : request.from.tag;
    // A digest at the destination and no tag beside it: somebody wants just that.
    if (!tag || (!request.to.tag && request.to.digest)) {
        plan.copies.push_back({std::nullopt, *root, std::nullopt, PlannedCopy::Step::content});
        return plan;
    }
    const auto seen = seen_at(destination, *tag);
    if (!seen) return during("looking at the destination", seen.error());
    plan.copies.push_back(plan_name(*tag, *root, *seen, request.overwrite));
    return plan;
}

Result<std::vector<TagName>> wanted_tags(const CopyRequest& request, TagReader& source)
{
    auto tags = source.tags();
    if (!tags) return fail(tags.error());
    const auto all = tags->size();
    std::erase_if(*tags, [&](const TagName& tag) {
        return !request.all_tags->takes(tag) || (!request.with_attached && names_attached(tag));
    });
    if (all == 0)
        return fail(ErrorKind::not_found, fmt::format("{} has no tags, or does not exist", request.from.location.str()),
                    "check the spelling");
    if (tags->empty())
        return fail(ErrorKind::not_found,
                    fmt::format("of the {} tags of {} none is to be copied", all, request.from.location.str()),
                    "look at --include and --exclude, and at 'tagwarden ls'");
    return std::move(*tags);
}

/// One batch of tags: what they name at the source, and at the destination.
Result<void> plan_batch(std::span<const TagName> tags, bool overwrite, TagReader& source, TagReader& destination,
                        CopyPlan& plan)
{
    const auto roots = source.resolve(tags);
    const auto seen = destination.resolve(tags);
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (!roots[i]) return during(fmt::format("looking at tag '{}' of the source", tags[i].str()), roots[i].error());
        if (!seen[i])
            return during(fmt::format("looking at tag '{}' of the destination", tags[i].str()), seen[i].error());
        if (*roots[i])
            plan.copies.push_back(plan_name(tags[i], **roots[i], *seen[i], overwrite));
        else
            plan.gone.push_back(tags[i]);
    }
    return {};
}

Result<CopyPlan> plan_all(const CopyRequest& request, RepositoryReader& source, TagReader& destination,
                          const StopSignal& stop)
{
    const auto tags = wanted_tags(request, source);
    if (!tags) return fail(tags.error());
    CopyPlan plan{request.from.location, request.to.location, true};
    for (std::size_t at = 0; at < tags->size(); at += tags_at_once) {
        if (stop.stopped()) return fail(ErrorKind::interrupted, "stopped before anything was copied");
        const auto batch = std::span(*tags).subspan(at, std::min(tags_at_once, tags->size() - at));
        if (const auto planned = plan_batch(batch, request.overwrite, source, destination, plan); !planned)
            return fail(planned.error());
    }
    return plan;
}

}  // namespace

Result<void> check_copy(const CopyRequest& request)
{
    if (!request.to.location.takes_tags())
        return fail(ErrorKind::usage, fmt::format("'{}' is an archive, which can only be read", request.to.str()),
                    "copy to a registry or to a layout: oci:DIR");
    if (!request.all_tags) return {};
    for (const auto* side : {&request.from, &request.to})
        if (side->tag || side->digest)
            return fail(ErrorKind::usage,
                        fmt::format("'{}' is one image, and --all-tags means a whole repository", side->str()),
                        fmt::format("write '{}', or leave --all-tags", side->location.str()));
    if (request.platform)
        return fail(ErrorKind::usage, "--platform is for one image, not for --all-tags",
                    "copy the images of one platform one by one");
    return {};
}

Result<CopyPlan> plan_copy(const CopyRequest& request, RepositoryReader& source, TagReader& destination,
                           const StopSignal& stop)
{
    return request.all_tags ? plan_all(request, source, destination, stop) : plan_one(request, source, destination);
}

}  // namespace tagwarden
