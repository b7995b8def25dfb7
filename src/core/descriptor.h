// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>

#include "core/digest.h"

namespace tagwarden {

/// What names content: its digest, its size in bytes and what kind of bytes they are
/// (image-spec 1.1, "Content Descriptors"). Fields that are not needed to move content are not kept:
/// manifests travel as bytes, so nothing is lost.
struct Descriptor {
    std::string media_type;
    Digest digest;
    std::int64_t size = 0;

    bool operator==(const Descriptor&) const = default;
};

}  // namespace tagwarden
