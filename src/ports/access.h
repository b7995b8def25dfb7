// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

namespace tagwarden {

/// How a registry may be spoken to.
struct Access {
    /// HTTP without TLS: everywhere, or nowhere. Where nothing is said, on this machine's loopback alone.
    std::optional<bool> plain_http{};
};

}  // namespace tagwarden
