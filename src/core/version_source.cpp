// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_source.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

struct TaggedVersion {
    std::string tag;
    Version version;
};

/// The tags on HEAD that are versions of this product, the highest first.
std::vector<TaggedVersion> versions_on_head(const VersionConfiguration& scheme, const VersionSources& sources)
{
    std::vector<TaggedVersion> versions;
    if (!sources.checkout) return versions;
    for (const auto& tag : sources.checkout->tags) {
        if (!tag.starts_with(scheme.tag_prefix)) continue;
        if (auto version = parse_version_text(scheme.order, std::string_view(tag).substr(scheme.tag_prefix.size())))
            versions.push_back({tag, std::move(*version)});
    }
    std::ranges::sort(versions, [](const auto& a, const auto& b) {
        return a.version == b.version ? a.tag < b.tag : a.version > b.version;
    });
    return versions;
}

std::string list_of(const std::vector<TaggedVersion>& tagged)
{
    std::vector<std::string> names;
    for (const auto& one : tagged) names.push_back(one.tag);
    return join(names, ", ");
}

Result<Version> agreed(const VersionConfiguration& scheme, const VersionSources& sources)
{
    const auto tagged = versions_on_head(scheme, sources);
    if (!sources.given) {
        if (!tagged.empty()) return tagged.front().version;
        return fail(ErrorKind::usage,
                    sources.checkout ? "no tag on HEAD names a version, and none was given"
                                     : "this is not a git checkout, and no version was given",
                    fmt::format("tag the commit ({}v1.8.1), or give --version 1.8.1", scheme.tag_prefix));
    }
    auto given = parse_version_text(scheme.order, *sources.given);
    if (!given) return during("reading --version", given.error());
    if (tagged.empty()) return given;
    const auto same = std::ranges::find(tagged, given->str(), [](const auto& one) { return one.version.str(); });
    if (same != tagged.end()) return given;
    return fail(ErrorKind::refused,
                fmt::format("--version says {}, the tag on HEAD says {}", given->str(), list_of(tagged)),
                "a release has one version: check out the commit of that version, or leave --version out");
}

}  // namespace

Result<Version> parse_version_text(Order order, std::string_view text)
{
    auto number = trim(text);
    if (number.size() > 1 && number.front() == 'v' && is_digit(number[1])) number.remove_prefix(1);
    return Version::parse(order, number);
}

Result<ChosenVersion> choose_version(const VersionConfiguration& scheme, const VersionSources& sources)
{
    auto version = agreed(scheme, sources);
    if (!version) return fail(version.error());
    if (version->prerelease() && sources.kind == BuildKind::release)
        return fail(ErrorKind::usage,
                    fmt::format("{} is a pre-release, so it cannot be published as a release", version->str()),
                    "leave --kind out, or give the release its own version");
    const auto follows = version->prerelease() ? BuildKind::prerelease : BuildKind::release;
    return ChosenVersion{std::move(*version), sources.kind.value_or(follows)};
}

}  // namespace tagwarden
