// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/digest.h"
#include "core/image_facts.h"

namespace tagwarden {

struct KnownFacts {
    Digest digest;
    ImageFacts facts;
};

/// Remembers what digests say, so that nobody has to read it again. It may forget all of it at any time, and neither
/// verb fails: who finds nothing here reads it where it is.
struct DigestFacts {
    virtual ~DigestFacts() = default;

    /// What is known of each, in their order.
    virtual std::vector<std::optional<ImageFacts>> find(std::span<const Digest> digests) = 0;

    virtual void keep(std::span<const KnownFacts> facts) = 0;
};

}  // namespace tagwarden
