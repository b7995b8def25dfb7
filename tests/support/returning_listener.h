// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <mutex>
#include <optional>

#include "base/file_descriptor.h"

namespace tagwarden::tests {

/// A listening socket on loopback that can go away and come back on the same port. While it is away connections are
/// refused by the kernel, and nobody else is given its port.
class ReturningListener {
public:
    ReturningListener();

    std::uint16_t port() const { return port_; }

    /// The next connection, which is the caller's to close; nothing once it is away.
    std::optional<int> accept();

    void go_away();
    void come_back();

private:
    FileDescriptor reservation_;  ///< bound and never listening: it keeps the port
    std::uint16_t port_;
    std::mutex mutex_;
    FileDescriptor listener_;
};

}  // namespace tagwarden::tests
