// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/copy_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/attached_tag.h"
#include "flows/find_root.h"
#include "flows/platform_manifest.h"

namespace tagwarden {

namespace {

/// What of these is wanted: all of it, or one platform's image.
Each<SourceImage> wanted_images(const CopyRequest& request, ContentReader& source, std::span<const Descriptor> named)
{
    Each<SourceImage> images;
    if (!request.platform) {
        for (const auto& it : named) images.push_back(SourceImage{it});
        return images;
    }
    const auto found = platform_manifests(source, named, *request.platform);
    for (std::size_t i = 0; i < named.size(); ++i) {
        if (!found[i])
            images.push_back(fail(found[i].error()));
        else if (*found[i] == named[i])
            images.push_back(SourceImage{named[i]});
        else
            images.push_back(SourceImage{*found[i], named[i].digest});
    }
    return images;
}

/// What each of these tags is at the source; nothing for one that does not exist.
Each<std::optional<SourceImage>> images_of(std::span<const TagName> tags, const CopyRequest& request,
                                           RepositoryReader& source)
{
    const auto named = source.resolve(tags);
    std::vector<Descriptor> roots;
    for (const auto& it : named)
        if (it && *it) roots.push_back(**it);
    const auto images = wanted_images(request, source, roots);
    auto image = images.begin();
    Each<std::optional<SourceImage>> answers;
    for (const auto& it : named) {
        if (!it)
            answers.push_back(fail(it.error()));
        else if (!*it)
            answers.push_back(std::nullopt);
        else
            answers.push_back(*image++);
    }
    return answers;
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

}  // namespace

Result<SourceImage> find_image(const CopyRequest& request, RepositoryReader& source)
{
    const auto what = "looking for " + request.from.str();
    const auto found = find_root(source, request.from);
    if (!found) return during(what, found.error());
    auto images = wanted_images(request, source, {&*found, 1});
    if (!images.front()) return during(what, images.front().error());
    return std::move(images.front());
}

Result<std::vector<TagName>> wanted_tags(const CopyRequest& request, TagReader& source)
{
    auto tags = source.tags();
    if (!tags) return fail(tags.error());
    const auto all = tags->size();
    std::erase_if(*tags, [&](const TagName& tag) {
        // With one platform's image goes only what is attached to that.
        const bool left = !request.with_attached || request.platform;
        return !request.all_tags->takes(tag) || (left && names_attached(tag));
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

Result<SourceTags> read_tags(std::span<const TagName> tags, const CopyRequest& request, RepositoryReader& source)
{
    auto images = images_of(tags, request, source);
    SourceTags all;
    for (std::size_t i = 0; i < tags.size(); ++i) {
        if (!images[i])
            all.unread.push_back(unread_tag(tags[i], "the source", images[i].error()));
        else if (*images[i])
            all.there.push_back({tags[i], std::move(**images[i])});
        else
            all.gone.push_back(tags[i]);
    }
    if (const auto checked = check_unread(all.unread, tags.size()); !checked) return fail(checked.error());
    return all;
}

UnreadTag unread_tag(const TagName& tag, std::string_view side, const Error& error)
{
    return {tag, during(fmt::format("looking at tag '{}' of {}", tag.str(), side), error).error()};
}

Result<void> check_unread(std::span<const UnreadTag> unread, std::size_t asked)
{
    for (const auto& it : unread)
        if (ends_all(it.error.kind) || (unread.size() == asked && !concerns_one(it.error.kind))) return fail(it.error);
    return {};
}

}  // namespace tagwarden
