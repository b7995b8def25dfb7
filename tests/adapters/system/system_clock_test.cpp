// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/system_clock.h"

#include <gtest/gtest.h>

#include <ctime>

namespace tagwarden {
namespace {

struct Stopped final : StopSignal {
    bool stopped() const override { return true; }
};

const NeverStopped never;

TEST(SystemClock, says_the_second_it_is)
{
    const auto before = std::time(nullptr);
    const auto now = SystemClock(never).now().time_since_epoch().count();
    const auto after = std::time(nullptr);
    EXPECT_LE(before, now + 1);  // the kernel's coarse clock may lag a tick behind
    EXPECT_LE(now, after + 1);
}

TEST(SystemClock, waits_at_least_as_long_as_asked)
{
    const auto before = std::chrono::steady_clock::now();
    SystemClock(never).wait(std::chrono::milliseconds(2));
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(2));
}

TEST(SystemClock, waits_as_long_as_asked_when_that_is_more_than_a_moment)
{
    const auto before = std::chrono::steady_clock::now();
    SystemClock(never).wait(std::chrono::milliseconds(120));
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(120));
}

TEST(SystemClock, a_wait_ends_early_when_the_program_is_stopped)
{
    const Stopped stopped;
    const auto before = std::chrono::steady_clock::now();
    SystemClock(stopped).wait(std::chrono::hours(1));
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::minutes(1));
}

}  // namespace
}  // namespace tagwarden
