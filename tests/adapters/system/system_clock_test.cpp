// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/system_clock.h"

#include <gtest/gtest.h>

#include <ctime>

namespace tagwarden {

TEST(SystemClock, says_the_second_it_is)
{
    const auto before = std::time(nullptr);
    const auto now = SystemClock().now().time_since_epoch().count();
    const auto after = std::time(nullptr);
    EXPECT_LE(before, now + 1);  // the kernel's coarse clock may lag a tick behind
    EXPECT_LE(now, after + 1);
}

TEST(SystemClock, waits_at_least_as_long_as_asked)
{
    const auto before = std::chrono::steady_clock::now();
    SystemClock().wait(std::chrono::milliseconds(2));
    EXPECT_GE(std::chrono::steady_clock::now() - before, std::chrono::milliseconds(2));
}

}  // namespace tagwarden
