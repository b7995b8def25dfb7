// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace tagwarden {

/// How two versions compare. Each order is a file of this folder: it parses a text and encodes it
/// as a key whose bytes compare (memcmp) as the versions do.
enum class Order {
    semver,  ///< Semantic Versioning 2.0.0
};

std::string_view name_of(Order order);

}  // namespace tagwarden
