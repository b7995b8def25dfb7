// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/hold_up.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

/// The others wait so long, again and again, with so much time between.
std::chrono::milliseconds used_after(int times, std::chrono::milliseconds wait, std::chrono::milliseconds between)
{
    HoldUp hold_up;
    auto now = 1000s + 0ms;
    for (int i = 0; i < times; ++i) {
        hold_up.begin(now += between);
        hold_up.end(now += wait);
    }
    return hold_up.used(now);
}

TEST(HoldUp, counts_while_the_others_wait)
{
    HoldUp hold_up;
    EXPECT_EQ(hold_up.used(7s), 0s);
    hold_up.begin(10s);
    hold_up.begin(12s);
    EXPECT_TRUE(hold_up.going_on());
    EXPECT_EQ(hold_up.used(13s), 3s) << "it began once";
    hold_up.end(14s);
    EXPECT_FALSE(hold_up.going_on());
    EXPECT_EQ(hold_up.used(100s), 4s);
}

TEST(HoldUp, is_forgiven_a_quarter_of_the_time_in_which_it_keeps_up)
{
    EXPECT_EQ(used_after(1, 5s, 0s), 5s);
    EXPECT_EQ(used_after(2, 4s, 8s), 6s);
    EXPECT_EQ(used_after(2, 1s, 100s), 1s) << "no more than there was";
}

TEST(HoldUp, finds_out_who_is_slower_by_more_than_a_fifth_and_bears_who_is_not)
{
    EXPECT_LE(used_after(10'000, 20ms, 80ms), 20ms);
    EXPECT_GE(used_after(1'000, 30ms, 70ms), 5s);
}

}  // namespace
}  // namespace tagwarden
