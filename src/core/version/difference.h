// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <cstddef>
#include <string>

#include "core/version/version.h"

namespace tagwarden {

/// How two versions of one order compare, and by what.
struct Difference {
    std::weak_ordering order = std::weak_ordering::equivalent;
    std::size_t left_at = 0;   ///< the place in the left text that decides; its end where it has nothing more
    std::size_t right_at = 0;  ///< likewise
};

Difference difference(const Version& left, const Version& right);

/// In words: "dpkg puts 'r' (character 8 of 13.1.0-rc42.ee.0) after 'e' (character 8 of 13.1.0-ee.0)".
std::string explain(const Version& left, const Version& right);

}  // namespace tagwarden
