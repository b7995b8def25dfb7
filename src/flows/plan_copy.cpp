// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/plan_copy.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/attached_tag.h"
#include "flows/attached_gaps.h"
#include "flows/find_root.h"
#include "flows/known_content.h"
#include "flows/platform_manifest.h"

namespace tagwarden {

namespace {

constexpr std::size_t tags_at_once = 256;

/// What a tag names there, before it shall name `root`.
Result<std::optional<Descriptor>> seen_at(RepositoryReader& place, const TagName& tag, const Descriptor& root)
{
    auto seen = std::move(place.resolve({&tag, 1}).front());
    if (!seen) return seen;
    return known_content(place, std::move(*seen), root.digest);
}

std::unexpected<Error> other_digest(const Reference& wanted, const Digest& got)
{
    return fail(ErrorKind::refused,
                fmt::format("'{}' cannot name {}, which is what the source has", wanted.str(), got.str()));
}

/// The tag that a source which was named without one gives its only image; a usage error where that is not one tag.
Result<TagName> tag_of_sole(const CopyRequest& request, TagReader& source, const Digest& digest)
{
    const auto tags = source.tags();
    if (!tags) return fail(tags.error());
    const auto names = source.resolve(*tags);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < tags->size(); ++i)
        if (names[i] && *names[i] && (*names[i])->digest == digest) found.push_back((*tags)[i].str());
    if (found.size() == 1) return TagName::parse(found.front());
    const auto which = found.empty() ? "no tag" : "several tags: " + join(found, ", ");
    return fail(ErrorKind::usage,
                fmt::format("the image in {} has {}, so '{}' needs one", request.from.str(), which, request.to.str()),
                "put :TAG behind the destination");
}

/// The tag to be set; none where somebody wants just content: by a digest and without a tag.
Result<std::optional<TagName>> wanted_tag(const CopyRequest& request, TagReader& source, const Digest& found)
{
    if (request.to.tag) return request.to.tag;
    if (request.to.digest) return std::nullopt;
    if (request.from.tag) return request.from.tag;
    if (request.from.digest) return std::nullopt;
    const auto tag = tag_of_sole(request, source, found);
    if (!tag) return fail(tag.error());
    return *tag;
}

Result<CopyPlan> plan_one(const CopyRequest& request, RepositoryReader& source, RepositoryReader& destination)
{
    const auto found = find_root(source, request.from);
    if (!found) return during("looking for " + request.from.str(), found.error());
    const auto root = request.platform ? platform_manifest(source, *found, *request.platform) : found;
    if (!root) return during("looking for " + request.from.str(), root.error());
    if (request.to.digest && *request.to.digest != root->digest) return other_digest(request.to, root->digest);

    CopyPlan plan{request.from.location, request.to.location, false, request.platform};
    if (*root != *found) plan.index = found->digest;
    const auto wanted = wanted_tag(request, source, found->digest);
    if (!wanted) return fail(wanted.error());
    const auto& tag = *wanted;
    if (!tag) {
        plan.copies.push_back({std::nullopt, *root, std::nullopt, PlannedCopy::Step::content});
        return plan;
    }
    const auto seen = seen_at(destination, *tag, *root);
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

PlannedCopy plan_tag(const CopyRequest& request, const TagName& tag, const Descriptor& root,
                     const std::optional<Descriptor>& seen)
{
    return request.with_attached && names_attached(tag) ? plan_attached_name(tag, root, seen)
                                                        : plan_name(tag, root, seen, request.overwrite);
}

/// True for what the next question would meet, too.
bool ends_all(ErrorKind kind)
{
    return kind == ErrorKind::interrupted || kind == ErrorKind::terminated || kind == ErrorKind::rate_limited;
}

/// True for what is wrong with one tag, even where no other was answered.
bool concerns_one(ErrorKind kind)
{
    return kind == ErrorKind::malformed || kind == ErrorKind::not_found || kind == ErrorKind::refused;
}

/// One batch of tags: what they name at the source, and at the destination. A tag that is not answered is noted, as
/// long as that says nothing of the others.
Result<void> plan_batch(std::span<const TagName> tags, const CopyRequest& request, TagReader& source,
                        RepositoryReader& destination, CopyPlan& plan)
{
    const auto roots = source.resolve(tags);
    auto seen = destination.resolve(tags);
    std::vector<UnreadTag> unread;
    const auto note = [&](const TagName& tag, std::string_view side, const Error& error) {
        unread.push_back({tag, during(fmt::format("looking at tag '{}' of {}", tag.str(), side), error).error()});
    };
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (roots[i] && *roots[i] && seen[i])
            seen[i] = known_content(destination, std::move(*seen[i]), (*roots[i])->digest);
        if (!roots[i])
            note(tags[i], "the source", roots[i].error());
        else if (!seen[i])
            note(tags[i], "the destination", seen[i].error());
        else if (*roots[i])
            plan.copies.push_back(plan_tag(request, tags[i], **roots[i], *seen[i]));
        else
            plan.gone.push_back(tags[i]);
    }
    const bool none_answered = unread.size() == tags.size();
    for (auto& it : unread) {
        if (ends_all(it.error.kind) || (none_answered && !concerns_one(it.error.kind))) return fail(it.error);
        plan.unread.push_back(std::move(it));
    }
    return {};
}

Result<CopyPlan> plan_all(const CopyRequest& request, RepositoryReader& source, RepositoryReader& destination,
                          const StopSignal& stop)
{
    const auto tags = wanted_tags(request, source);
    if (!tags) return fail(tags.error());
    CopyPlan plan{request.from.location, request.to.location, true};
    for (std::size_t at = 0; at < tags->size(); at += tags_at_once) {
        if (stop.stopped()) return fail(ErrorKind::interrupted, "stopped before anything was copied");
        const auto batch = std::span(*tags).subspan(at, std::min(tags_at_once, tags->size() - at));
        if (const auto planned = plan_batch(batch, request, source, destination, plan); !planned)
            return fail(planned.error());
    }
    if (request.with_attached) {
        auto lacking = attached_gaps(plan, source, destination, stop);
        if (!lacking) return fail(lacking.error());
        plan.lacking = std::move(*lacking);
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

Result<CopyPlan> plan_copy(const CopyRequest& request, RepositoryReader& source, RepositoryReader& destination,
                           const StopSignal& stop)
{
    return request.all_tags ? plan_all(request, source, destination, stop) : plan_one(request, source, destination);
}

}  // namespace tagwarden
