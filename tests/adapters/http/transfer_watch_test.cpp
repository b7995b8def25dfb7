// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/transfer_watch.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

const NetworkSettings settings{.first_byte = 100ms, .stall = 1s, .stall_rate = 10};

TEST(TransferWatch, silence_after_the_request_ends_with_the_first_byte_time_out)
{
    TransferWatch watch(settings);
    watch.waited_for_answer(60ms);
    EXPECT_FALSE(watch.no_answer());
    EXPECT_EQ(watch.left(), 40ms);
    watch.waited_for_answer(40ms);
    EXPECT_TRUE(watch.no_answer());
    EXPECT_FALSE(watch.stalled());
}

TEST(TransferWatch, bytes_that_trickle_below_the_rate_are_a_stall)
{
    TransferWatch watch(settings);
    watch.waited_for_bytes(500ms, 4);
    EXPECT_FALSE(watch.stalled());
    watch.waited_for_bytes(500ms, 9);
    EXPECT_TRUE(watch.stalled());
    EXPECT_FALSE(watch.no_answer());
}

TEST(TransferWatch, bytes_at_the_rate_never_stall)
{
    TransferWatch watch(settings);
    for (int second = 1; second < 100; ++second) {
        watch.waited_for_bytes(999ms, second * 10);
        EXPECT_FALSE(watch.stalled()) << second;
    }
}

TEST(TransferWatch, a_burst_buys_one_period_and_no_more)
{
    TransferWatch watch(settings);
    watch.waited_for_bytes(900ms, 1'000'000);
    EXPECT_EQ(watch.left(), 100ms);  // of the first byte, which is the shorter of the two
    watch.waited_for_bytes(999ms, 1'000'000);
    EXPECT_FALSE(watch.stalled());
    watch.waited_for_bytes(1ms, 1'000'000);
    EXPECT_TRUE(watch.stalled());
}

TEST(TransferWatch, one_byte_has_to_move_whatever_the_rate_is)
{
    TransferWatch watch(NetworkSettings{.stall = 50ms, .stall_rate = 1});
    watch.waited_for_bytes(50ms, 0);
    EXPECT_TRUE(watch.stalled());
}

}  // namespace
}  // namespace tagwarden
