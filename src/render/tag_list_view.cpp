// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/tag_list_view.h"

#include <fmt/format.h>

#include "base/text.h"
#include "core/manifest.h"
#include "render/amounts.h"

namespace tagwarden {

namespace {

std::string or_dash(const std::string& text)
{
    return text.empty() ? "-" : text;
}

std::string platforms_text(const ImageFacts& facts, std::string_view between)
{
    std::vector<std::string> names;
    for (const auto& platform : facts.platforms) names.push_back(printable(platform.str()));
    return or_dash(join(names, between));
}

/// Before the words that differ in length most, those that do not.
std::string for_people(const ListedTag& it, std::size_t width)
{
    if (!it.facts) return fmt::format("{:{}}  {}\n", it.tag.str(), width, it.names.digest.str());
    const auto day = it.facts->created ? format_time(*it.facts->created).substr(0, 10) : std::string("-");
    return fmt::format("{:{}}  {}  {:5}  {:>10}  {:10}  {:12}  {}\n", it.tag.str(), width, it.names.digest.brief(),
                       is_index(it.names.media_type) ? "index" : "image", size_text(it.facts->size), day,
                       or_dash(printable(it.facts->version)), platforms_text(*it.facts, " "));
}

std::string for_programs(const ListedTag& it)
{
    if (!it.facts) return fmt::format("{}\t{}\n", it.tag.str(), it.names.digest.str());
    return fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\n", it.tag.str(), it.names.digest.str(),
                       printable(it.names.media_type), it.facts->size,
                       it.facts->created ? format_time(*it.facts->created) : "-", or_dash(printable(it.facts->version)),
                       platforms_text(*it.facts, ","));
}

}  // namespace

std::string tag_list_header(const TagListForm& form)
{
    if (!form.for_people || !form.details) return "";
    return fmt::format("{:{}}  {:15}  {:5}  {:>10}  {:10}  {:12}  {}\n", "TAG", form.tag_width, "DIGEST", "KIND",
                       "SIZE", "CREATED", "VERSION", "PLATFORMS");
}

std::string tag_list_text(std::span<const ListedTag> tags, const TagListForm& form)
{
    std::string text;
    for (const auto& tag : tags) text += form.for_people ? for_people(tag, form.tag_width) : for_programs(tag);
    return text;
}

JsonObject tag_json(const ListedTag& tag)
{
    JsonObject object{{"tag", tag.tag.str()}, {"digest", tag.names.digest.str()}, {"mediaType", tag.names.media_type}};
    if (!tag.facts) return object;
    JsonArray platforms;
    for (const auto& platform : tag.facts->platforms) platforms.emplace_back(platform.str());
    object["platforms"] = std::move(platforms);
    object["size"] = tag.facts->size;
    object["version"] = nullptr;
    object["created"] = nullptr;
    if (!tag.facts->version.empty()) object["version"] = tag.facts->version;
    if (tag.facts->created) object["created"] = format_time(*tag.facts->created);
    return object;
}

}  // namespace tagwarden
