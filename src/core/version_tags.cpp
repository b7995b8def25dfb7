// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_tags.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden {

namespace {

/// The version that the named groups of a match make: `version`, or the numbers and what follows them.
std::string text_in(const Pattern::Match& match)
{
    if (const auto whole = match.group("version")) return std::string(*whole);
    std::string text;
    constexpr std::array<std::pair<std::string_view, std::string_view>, 5> groups{
        {{"", "major"}, {".", "minor"}, {".", "patch"}, {"-", "prerelease"}, {"+", "build"}}};
    for (const auto& [before, name] : groups) {
        const auto part = match.group(name);
        if (!part || part->empty()) continue;
        text.append(before).append(*part);
    }
    return text;
}

std::string text_in_tag(const VersionConfiguration& scheme, std::string_view tag)
{
    if (scheme.pattern) {
        const auto match = scheme.pattern->find(tag);
        return match ? text_in(*match) : "";
    }
    if (scheme.order == Order::omnibus) {
        const auto version = omnibus::version_of_tag(tag);
        return version ? *version + "-" + omnibus::iteration_of_tag(tag) : "";
    }
    return std::string(tag);
}

}  // namespace

std::optional<Version> version_in_tag(const VersionConfiguration& scheme, std::string_view tag)
{
    if (!tag.starts_with(scheme.tag_prefix)) return std::nullopt;
    const auto text = text_in_tag(scheme, tag.substr(scheme.tag_prefix.size()));
    auto version = parse_version_text(scheme.order, text);
    if (!version) return std::nullopt;
    if (scheme.calendar && !scheme.calendar->fits(version->str())) return std::nullopt;
    return std::move(*version);
}

std::vector<TaggedVersion> versions_in_tags(const VersionConfiguration& scheme, const std::vector<std::string>& tags)
{
    std::vector<TaggedVersion> versions;
    for (const auto& tag : tags)
        if (auto version = version_in_tag(scheme, tag)) versions.push_back({tag, std::move(*version)});
    std::ranges::sort(versions, [](const auto& a, const auto& b) {
        return a.version == b.version ? a.tag < b.tag : a.version > b.version;
    });
    return versions;
}

Result<Version> parse_version_text(Order order, std::string_view text)
{
    return Version::parse(order, without_v(order, trim(text)));
}

}  // namespace tagwarden
