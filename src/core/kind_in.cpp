// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/kind_in.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/text.h"
#include "core/rendering/version_parts.h"

namespace tagwarden {

namespace {

BuildKind tagged_kind(const Version& version)
{
    return version.prerelease() ? BuildKind::prerelease : BuildKind::release;
}

BuildKind dotted_kind(const Version& version)
{
    const auto prerelease = version_parts(version.str()).prerelease;
    for (const auto identifier : split(prerelease, '.')) {
        if (identifier == "dev") return BuildKind::branch;
        if (identifier == "nightly") return BuildKind::nightly;
    }
    return tagged_kind(version);
}

bool is_commit(std::string_view text)
{
    constexpr std::size_t shortest = 7;
    return text.size() >= shortest && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

/// "5159f2949cb.59c9fa631": an auto-deploy names the commits of the program and of the packaging.
bool names_two_commits(std::string_view iteration)
{
    const auto dot = iteration.find('.');
    return dot != std::string_view::npos && is_commit(iteration.substr(0, dot)) && is_commit(iteration.substr(dot + 1));
}

BuildKind omnibus_kind(const Version& version)
{
    constexpr std::array<std::string_view, 3> branch_words{"+rfbranch", "+internal", "+stable"};
    const std::string_view text = version.str();
    const auto says = [&](std::string_view word) { return text.find(word) != std::string_view::npos; };
    if (says("+rnightly")) return BuildKind::nightly;
    if (std::ranges::any_of(branch_words, says)) return BuildKind::branch;
    const auto iteration = text.substr(std::min(text.find_last_of("-+"), text.size() - 1) + 1);
    if (iteration == "0" || names_two_commits(iteration)) return BuildKind::branch;
    return tagged_kind(version);
}

}  // namespace

BuildKind kind_in(const Version& version)
{
    switch (version.order()) {
        case Order::semver:
        case Order::calver: return dotted_kind(version);
        case Order::omnibus: return omnibus_kind(version);
        case Order::deb:
        case Order::rpm:
        case Order::pep440:
        case Order::natural: break;
    }
    return tagged_kind(version);
}

}  // namespace tagwarden
