// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>

#include "base/time.h"

namespace tagwarden {

/// The only source of time. An operation reads it once.
struct Clock {
    virtual ~Clock() = default;

    virtual Time now() = 0;

    /// Lets time pass, for whoever waits for a lease.
    virtual void wait(std::chrono::milliseconds length) = 0;
};

}  // namespace tagwarden
