// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace tagwarden::testing {

/// A number from 0 to below `bound`, the same on every machine (a distribution of the library need not be).
inline unsigned below(std::mt19937& random, unsigned bound)
{
    return static_cast<unsigned>(random() % bound);
}

inline std::string some_sha(std::mt19937& random)
{
    return fmt::format("{:08x}", random());
}

/// "-dev.5.77+gabc12345" or "-nightly.20260112.78+gabc12345" without the first character.
inline std::string some_build(std::mt19937& random)
{
    const auto sha = some_sha(random);
    if (below(random, 2) == 0) return fmt::format("dev.{}.{}+g{}", below(random, 400), below(random, 2000), sha);
    const auto date = 20260000U + (1 + below(random, 12)) * 100 + 1 + below(random, 28);
    return fmt::format("nightly.{}.{}+g{}", date, below(random, 2000), sha);
}

/// What the default scheme makes: releases, pre-releases with their number behind a dot, builds between tags, which
/// have a patch above 0 or stand behind a pre-release. (Between tags, alpha and beta of those numbers do not occur.)
inline std::string some_tail(std::mt19937& random, bool has_patch)
{
    const auto stage = has_patch ? "rc" : std::array{"alpha", "beta", "rc"}[below(random, 3)];
    const auto prerelease = fmt::format("-{}.{}", stage, below(random, 13));
    switch (below(random, 4)) {
        case 0: return "";
        case 1: return prerelease;
        case 2: return has_patch ? "-" + some_build(random) : "";
        default: return prerelease + "." + some_build(random);
    }
}

inline std::string some_semver(std::mt19937& random)
{
    const auto patch = below(random, 3) * below(random, 12);
    return fmt::format("{}.{}.{}{}", below(random, 3), below(random, 12), patch, some_tail(random, patch > 0));
}

inline std::string some_calver(std::mt19937& random)
{
    const auto micro = below(random, 3) * below(random, 12);
    return fmt::format("{}.{:02}.{}{}", 2025 + below(random, 2), 1 + below(random, 12), micro,
                       some_tail(random, micro > 0));
}

inline std::string some_omnibus(std::mt19937& random)
{
    const auto base = fmt::format("{}.{}.{}", 13 + below(random, 2), below(random, 12), below(random, 12));
    const auto edition = below(random, 2) == 0 ? "ce" : "ee";
    switch (below(random, 5)) {
        case 0: return fmt::format("{}-{}.{}", base, edition, below(random, 2));
        case 1: return fmt::format("{}-rc{}.{}.0", base, 1 + below(random, 50), edition);
        case 2: return fmt::format("{}+rnightly.{}.g{}-0", base, below(random, 200000), some_sha(random));
        case 3: return fmt::format("{}+rfbranch.fips.{}.g{}-0", base, below(random, 200000), some_sha(random));
        default: return fmt::format("{}+internal{}-0", base, below(random, 20));
    }
}

/// Any version of SemVer's grammar, however odd.
inline std::string any_semver(std::mt19937& random)
{
    constexpr std::string_view letters = "0123456789abcdefABCXYZrct-";
    const auto identifier = [&] {
        std::string made;
        for (unsigned i = 0; i <= below(random, 4); ++i) made += letters[below(random, letters.size())];
        return made.find_first_not_of("0123456789") == std::string::npos && made.front() == '0' ? "0" : made;
    };
    const auto list = [&] {
        auto made = identifier();
        for (unsigned i = below(random, 4); i > 0; --i) made += "." + identifier();
        return made;
    };
    auto made = fmt::format("{}.{}.{}", below(random, 3), below(random, 30), below(random, 3));
    if (below(random, 2) == 0) made += "-" + list();
    if (below(random, 2) == 0) made += "+" + list();
    return made;
}

}  // namespace tagwarden::testing
