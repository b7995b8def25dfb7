// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <expected>
#include <string_view>

#include "core/version/reading.h"

namespace tagwarden {

/// Reads what SemVer allows behind the numbers, [-pre-release][+build], from `at` to the end of the text.
/// What comes back is whether there is a pre-release.
std::expected<bool, Flaw> read_semver_tail(std::string_view text, std::size_t at, KeyWriter& key);

}  // namespace tagwarden
