// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "core/version/version.h"

namespace tagwarden {

/// Semantic Versioning 2.0.0, strictly: no leading "v", three numbers, no leading zeros.
/// Build metadata is allowed and does not count in the order (item 10).
Result<Version::Parsed> parse_semver(std::string_view text);

}  // namespace tagwarden
