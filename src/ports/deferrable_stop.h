// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>

#include "ports/stop_signal.h"

namespace tagwarden {

/// A stop that can wait, for whoever must not be left half done.
struct DeferrableStop : StopSignal {
    /// Whether somebody asked for it, although it may be put off.
    virtual bool requested() const = 0;

    /// From now on a stop counts only so long after it was asked for, or after this call, whichever is later.
    virtual void put_off(std::chrono::milliseconds grace) = 0;
};

}  // namespace tagwarden
