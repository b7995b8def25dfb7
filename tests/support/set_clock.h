// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <mutex>
#include <vector>

#include "ports/clock.h"

namespace tagwarden::tests {

/// Time that passes only when somebody waits or says so, and remembers how long was waited.
class SetClock final : public Clock {
public:
    Time time = *parse_time("2026-11-22T06:00:00Z");  ///< for tests of one thread

    Time now() override
    {
        const std::lock_guard lock(mutex_);
        return time + std::chrono::ceil<std::chrono::seconds>(waited_);
    }

    std::chrono::milliseconds running() override
    {
        const std::lock_guard lock(mutex_);
        return waited_;
    }

    void wait(std::chrono::milliseconds length) override
    {
        const std::lock_guard lock(mutex_);
        waited_ += length;
        waits_.push_back(length);
    }

    std::chrono::milliseconds waited() const
    {
        const std::lock_guard lock(mutex_);
        return waited_;
    }
    std::vector<std::chrono::milliseconds> waits() const
    {
        const std::lock_guard lock(mutex_);
        return waits_;
    }

private:
    mutable std::mutex mutex_;
    std::chrono::milliseconds waited_{0};
    std::vector<std::chrono::milliseconds> waits_;
};

}  // namespace tagwarden::tests
