// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "ports/registry.h"

namespace tagwarden {

/// What a tag names at a place, under the digest `known` where it is that content. A registry answers with a digest of
/// an algorithm of its own choice, mostly SHA-256; where `known` is of another one, the bytes decide.
Result<std::optional<Descriptor>> known_content(ContentReader& place, std::optional<Descriptor> seen,
                                                const Digest& known);

}  // namespace tagwarden
