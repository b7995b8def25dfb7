// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// The parts of a text of SemVer's build, numbers[-pre-release][+build], with any number of numbers.
struct VersionParts {
    std::vector<std::string> numbers;
    std::string prerelease;  ///< "" for none
    std::string build;       ///< "" for none

    bool operator==(const VersionParts&) const = default;
};

/// Takes such a text apart: any version of the orders `semver` and `calver`. A date 2026-11-22 gives three numbers.
VersionParts version_parts(std::string_view text);

/// Puts it together: join(numbers, ".") + "-" + prerelease + "+" + build.
std::string text_of(const VersionParts& parts);

/// The same parts in SemVer's three numbers: leading zeros dropped, two numbers become three.
/// More than three stay as they are; SemVer has no form for them.
VersionParts with_three_numbers(VersionParts parts);

/// "007" as "7", "000" as "0".
std::string without_leading_zeros(std::string_view digits);

}  // namespace tagwarden
