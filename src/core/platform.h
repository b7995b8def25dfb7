// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// What an image runs on: "linux/amd64", "linux/arm/v7" (image-spec 1.1, "Image Index", platform).
struct Platform {
    std::string os;
    std::string architecture;
    std::string variant;

    static Result<Platform> parse(std::string_view text);

    std::string str() const;

    /// What buildkit writes for attestations: content beside the image, not an image that runs.
    bool unknown() const { return os == "unknown" && architecture == "unknown"; }

    bool operator==(const Platform&) const = default;
    auto operator<=>(const Platform&) const = default;
};

}  // namespace tagwarden
