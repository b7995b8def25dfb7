// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/host_budget.h"

#include <gtest/gtest.h>

#include <atomic>
#include <functional>
#include <thread>
#include <vector>

#include "tests/support/set_clock.h"

namespace tagwarden {
namespace {

struct Stop final : StopSignal {
    std::atomic<bool> now = false;

    std::function<void()> look = [] {};

    bool stopped() const override
    {
        look();
        return now;
    }
};

struct HostBudgets : testing::Test {
    Patience patience{.questions_at_first = 4, .questions_at_most = 6, .streams_at_first = 3, .streams_at_most = 4};
    tests::SetClock clock;
    Stop stop;
    HostBudget budget{patience, clock, stop};

    void goes_well(int times)
    {
        for (int i = 0; i < times; ++i) budget.went_well();
    }
};

TEST_F(HostBudgets, grows_by_one_after_as_many_good_answers_as_it_allows_and_no_further_than_its_most)
{
    goes_well(3);
    EXPECT_EQ(budget.questions(), 4);
    goes_well(1);
    EXPECT_EQ(budget.questions(), 5);
    goes_well(5);
    EXPECT_EQ(budget.questions(), 6);
    goes_well(100);
    EXPECT_EQ(budget.questions(), 6);
}

TEST_F(HostBudgets, an_error_halves_at_once_and_never_to_nothing)
{
    for (const int wanted : {2, 1, 1}) {
        const auto slot = budget.enter();
        budget.failed(*slot);
        EXPECT_EQ(budget.questions(), wanted);
    }
}

TEST_F(HostBudgets, where_it_failed_is_tried_again_only_after_many_good_answers)
{
    budget.failed(*budget.enter());
    EXPECT_EQ(budget.questions(), 2);
    goes_well(2);
    EXPECT_EQ(budget.questions(), 3);
    goes_well(3 * 16 - 1);
    EXPECT_EQ(budget.questions(), 3) << "it failed with 4";
    goes_well(1);
    EXPECT_EQ(budget.questions(), 4);
    goes_well(4);
    EXPECT_EQ(budget.questions(), 5) << "what was got over is forgotten";
}

TEST_F(HostBudgets, failures_of_one_moment_count_as_one)
{
    const auto one = budget.enter();
    const auto two = budget.enter();
    const auto three = budget.enter();
    for (const auto* slot : {&one, &two, &three}) budget.failed(**slot);
    EXPECT_EQ(budget.questions(), 2);
}

TEST_F(HostBudgets, never_more_questions_are_under_way_than_it_allows)
{
    std::atomic<int> under_way = 0;
    std::atomic<int> most = 0;
    {
        std::vector<std::jthread> askers;
        for (int i = 0; i < 12; ++i)
            askers.emplace_back([&] {
                const auto slot = budget.enter();
                const int now = ++under_way;
                for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) continue;
                std::this_thread::yield();
                --under_way;
            });
    }
    EXPECT_LE(most, 4);
    EXPECT_EQ(under_way, 0);
}

TEST_F(HostBudgets, a_pause_is_kept_by_all_and_a_shorter_one_does_not_shorten_it)
{
    budget.be_quiet(std::chrono::seconds(7));
    budget.be_quiet(std::chrono::seconds(3));
    EXPECT_TRUE(budget.enter());
    EXPECT_EQ(clock.waited(), std::chrono::seconds(7));
    EXPECT_TRUE(budget.enter());
    EXPECT_EQ(clock.waited(), std::chrono::seconds(7));
}

TEST_F(HostBudgets, who_waits_for_room_is_let_go_when_the_program_is_stopped)
{
    std::vector<HostBudget::Slot> taken;
    for (int i = 0; i < 4; ++i) taken.push_back(std::move(*budget.enter()));
    stop.now = true;
    EXPECT_EQ(budget.enter().error().kind, ErrorKind::interrupted);
}

TEST_F(HostBudgets, who_waits_for_room_hears_of_a_pause_that_is_set_meanwhile)
{
    std::vector<HostBudget::Slot> taken;
    for (int i = 0; i < 4; ++i) taken.push_back(std::move(*budget.enter()));
    std::atomic<int> looks = 0;
    stop.look = [&] { ++looks; };
    std::jthread other([&] { EXPECT_TRUE(budget.enter()); });
    while (looks < 2) std::this_thread::yield();  // it looks for a stop each time it found no room
    budget.be_quiet(std::chrono::seconds(7));
    taken.pop_back();
    other.join();
    EXPECT_EQ(clock.waited(), std::chrono::seconds(7));
}

TEST_F(HostBudgets, streams_adapt_on_their_own)
{
    budget.stream_failed();
    EXPECT_EQ(budget.streams(), 1);
    EXPECT_EQ(budget.questions(), 4);
    budget.stream_went_well();
    EXPECT_EQ(budget.streams(), 2);
    for (int i = 0; i < 100; ++i) budget.stream_went_well();
    EXPECT_EQ(budget.streams(), 4);
}

}  // namespace
}  // namespace tagwarden
