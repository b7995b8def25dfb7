// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/version/version.h"

namespace tagwarden {

struct SortOptions {
    Order order = Order::semver;
    bool reverse = false;
    bool mix_flavours = false;  ///< `natural`: compare versions of different flavours, too
};

/// Lines in order; views into what was given.
struct SortedVersions {
    std::vector<std::string_view> lines;  ///< the versions, then the lines that are none as they came
    std::size_t versions = 0;             ///< how many of them are versions
    std::size_t flavours = 0;             ///< how many kinds of thing are among them; each stands together
    std::optional<Error> first_flaw;      ///< of the first line that is no version
};

/// Sorts lines as versions; equal ones stay as they came, also in reverse. A million lines take less than a second
/// (bench/version_bench.cpp): each is parsed once, into a key, and keys are compared by their first 16 bytes before
/// anything else is looked at.
SortedVersions sort_versions(std::span<const std::string_view> lines, const SortOptions& options);

}  // namespace tagwarden
