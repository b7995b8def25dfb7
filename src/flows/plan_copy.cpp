// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/plan_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "base/text.h"
#include "core/attached_tag.h"
#include "flows/attached_gaps.h"
#include "flows/copy_source.h"
#include "flows/known_content.h"

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
Result<TagName> tag_of_sole(const Reference& from, const Reference& to, TagReader& source, const Digest& digest)
{
    const auto tags = source.tags();
    if (!tags) return fail(tags.error());
    const auto names = source.resolve(*tags);
    std::vector<std::string> found;
    for (std::size_t i = 0; i < tags->size(); ++i)
        if (names[i] && *names[i] && (*names[i])->digest == digest) found.push_back((*tags)[i].str());
    if (found.size() == 1) return TagName::parse(found.front());
    const auto which = found.empty() ? "no tag" : "several tags: " + join(found, ", ");
    return fail(ErrorKind::usage, fmt::format("the image in {} has {}, so '{}' needs one", from.str(), which, to.str()),
                "put :TAG behind the destination");
}

/// The tag to be set; none where somebody wants just content: by a digest and without a tag.
Result<std::optional<TagName>> wanted_tag(const Reference& from, const Reference& to, TagReader& source,
                                          const Digest& found)
{
    if (to.tag) return to.tag;
    if (to.digest) return std::nullopt;
    if (from.tag) return from.tag;
    if (from.digest) return std::nullopt;
    const auto tag = tag_of_sole(from, to, source, found);
    if (!tag) return fail(tag.error());
    return *tag;
}

Result<CopyPlan> plan_one(const CopyRequest& request, const Reference& to, const SourceImage& image,
                          RepositoryReader& source, RepositoryReader& destination)
{
    if (to.digest && *to.digest != image.root.digest) return other_digest(to, image.root.digest);

    CopyPlan plan{request.from, to, false, request.recheck, request.platform};
    const auto wanted = wanted_tag(request.from, to, source, image.named());
    if (!wanted) return fail(wanted.error());
    const auto& tag = *wanted;
    if (!tag) {
        plan.copies.push_back({std::nullopt, image.root, std::nullopt, PlannedCopy::Step::content, image.index});
        return plan;
    }
    const auto seen = seen_at(destination, *tag, image.root);
    if (!seen) {
        plan.problem = during("looking at the destination", seen.error()).error();
        return plan;
    }
    plan.copies.push_back(plan_name(*tag, image.root, *seen, request.overwrite));
    plan.copies.back().index = image.index;
    return plan;
}

Result<std::vector<CopyPlan>> plan_image(const CopyRequest& request, RepositoryReader& source,
                                         const ReadPlaces& destinations)
{
    const auto image = find_image(request, source);
    if (!image) return fail(image.error());
    std::vector<CopyPlan> plans;
    for (const auto& to : request.to) {
        auto plan = plan_one(request, to, *image, source, *destinations.at(to.location));
        if (!plan) return fail(plan.error());
        plans.push_back(std::move(*plan));
    }
    return plans;
}

PlannedCopy plan_tag(const CopyRequest& request, const SourceTag& it, const std::optional<Descriptor>& seen)
{
    const auto& root = it.image.root;
    auto planned = request.with_attached && names_attached(it.tag) ? plan_attached_name(it.tag, root, seen)
                                                                   : plan_name(it.tag, root, seen, request.overwrite);
    planned.index = it.image.index;
    return planned;
}

/// Adds these tags to the plan of one destination. One that it does not answer is noted, as long as that says nothing
/// of the others; else it is the destination's problem.
void plan_tags(const SourceTags& tags, const CopyRequest& request, RepositoryReader& destination, CopyPlan& plan)
{
    std::vector<TagName> asked;
    for (const auto& it : tags.there) asked.push_back(it.tag);
    auto seen = destination.resolve(asked);
    std::vector<UnreadTag> unread;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (seen[i]) seen[i] = known_content(destination, std::move(*seen[i]), tags.there[i].image.root.digest);
        if (seen[i])
            plan.copies.push_back(plan_tag(request, tags.there[i], *seen[i]));
        else
            unread.push_back(unread_tag(asked[i], "the destination", seen[i].error()));
    }
    if (const auto checked = check_unread(unread, asked.size()); !checked) {
        plan.problem = checked.error();
        return;
    }
    plan.gone.insert(plan.gone.end(), tags.gone.begin(), tags.gone.end());
    plan.unread.insert(plan.unread.end(), tags.unread.begin(), tags.unread.end());
    std::ranges::move(unread, std::back_inserter(plan.unread));
}

Result<std::vector<CopyPlan>> plan_all(const CopyRequest& request, RepositoryReader& source,
                                       const ReadPlaces& destinations, const StopSignal& stop)
{
    const auto tags = wanted_tags(request, source);
    if (!tags) return fail(tags.error());
    std::vector<CopyPlan> plans;
    for (const auto& to : request.to) plans.push_back({request.from, to, true, request.recheck, request.platform});
    for (std::size_t at = 0; at < tags->size(); at += tags_at_once) {
        if (stop.stopped()) return fail(ErrorKind::interrupted, "stopped before anything was copied");
        const auto batch = std::span(*tags).subspan(at, std::min(tags_at_once, tags->size() - at));
        const auto read = read_tags(batch, request, source);
        if (!read) return fail(read.error());
        for (auto& plan : plans)
            if (!plan.problem) plan_tags(*read, request, *destinations.at(plan.to.location), plan);
    }
    return plans;
}

/// Destinations that would get the same name in one place.
Result<void> check_twice(const CopyRequest& request)
{
    const auto tag_at = [&](const Reference& to) { return to.tag || to.digest ? to.tag : request.from.tag; };
    for (std::size_t i = 0; i < request.to.size(); ++i)
        for (std::size_t before = 0; before < i; ++before) {
            const auto& one = request.to[before];
            const auto& other = request.to[i];
            if (one.location == other.location && tag_at(one) == tag_at(other))
                return fail(ErrorKind::usage,
                            fmt::format("'{}' and '{}' are one and the same destination", one.str(), other.str()),
                            "leave one of them away");
        }
    return {};
}

Result<void> check_destination(const Reference& to)
{
    if (to.location.takes_tags()) return {};
    return fail(ErrorKind::usage, fmt::format("'{}' is an archive, which can only be read", to.str()),
                "copy to a registry or to a layout: oci:DIR");
}

Result<void> check_repository(const Reference& side)
{
    if (!side.tag && !side.digest) return {};
    return fail(ErrorKind::usage, fmt::format("'{}' is one image, and --all-tags means a whole repository", side.str()),
                fmt::format("write '{}', or leave --all-tags", side.location.str()));
}

}  // namespace

Result<void> check_copy(const CopyRequest& request)
{
    for (const auto& to : request.to)
        if (auto checked = check_destination(to); !checked) return checked;
    if (request.all_tags) {
        if (auto checked = check_repository(request.from); !checked) return checked;
        for (const auto& to : request.to)
            if (auto checked = check_repository(to); !checked) return checked;
    }
    return check_twice(request);
}

Result<std::vector<CopyPlan>> plan_copy(const CopyRequest& request, RepositoryReader& source,
                                        const ReadPlaces& destinations, const StopSignal& stop)
{
    auto plans =
        request.all_tags ? plan_all(request, source, destinations, stop) : plan_image(request, source, destinations);
    if (!plans || !request.with_attached || request.recheck) return plans;
    if (const auto noted = note_attached_gaps(*plans, source, destinations, stop); !noted) return fail(noted.error());
    return plans;
}

}  // namespace tagwarden
