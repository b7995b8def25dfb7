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

    /// How long this clock has been running; in small steps, and never back. For how long something takes.
    virtual std::chrono::milliseconds running() = 0;

    /// Lets time pass, for whoever waits for a lease or is asked for patience. Ends early when the program is stopped.
    virtual void wait(std::chrono::milliseconds length) = 0;
};

}  // namespace tagwarden
