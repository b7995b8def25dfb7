// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>

namespace tagwarden {

/// One part of a release: a variant of an image. The main variant is "default".
struct Part {
    std::string image;
    std::string variant;

    std::string str() const { return variant == "default" ? image : image + "/" + variant; }

    bool operator==(const Part&) const = default;
    auto operator<=>(const Part&) const = default;
};

}  // namespace tagwarden
