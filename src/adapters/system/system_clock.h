// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/clock.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// The clock of this machine.
class SystemClock final : public Clock {
public:
    /// Its waits end early when `stop`, which must live as long, says so.
    explicit SystemClock(const StopSignal& stop) : stop_(stop) {}

    Time now() override;
    std::chrono::milliseconds running() override;
    void wait(std::chrono::milliseconds length) override;

private:
    const StopSignal& stop_;
};

}  // namespace tagwarden
