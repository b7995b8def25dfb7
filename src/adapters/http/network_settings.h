// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>

namespace tagwarden {

/// How the network is used. There is no limit on a whole transfer: a large blob may take its time as long as it moves.
struct NetworkSettings {
    std::chrono::milliseconds connect{30'000};  ///< name look-up, TCP and TLS together
    std::chrono::seconds stall{60};             ///< less than one byte a second for so long ends a transfer
};

}  // namespace tagwarden
