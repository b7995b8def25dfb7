// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/clock.h"

namespace tagwarden {

/// The clock of this machine.
class SystemClock final : public Clock {
public:
    Time now() override;
    std::chrono::milliseconds running() override;
    void wait(std::chrono::milliseconds length) override;
};

}  // namespace tagwarden
