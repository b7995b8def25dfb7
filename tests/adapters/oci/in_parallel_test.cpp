// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/in_parallel.h"

#include <gtest/gtest.h>

#include <deque>
#include <mutex>
#include <numeric>
#include <set>

namespace tagwarden {
namespace {

std::vector<std::size_t> numbers(std::size_t count)
{
    std::vector<std::size_t> all(count);
    std::iota(all.begin(), all.end(), 0);
    return all;
}

/// The threads that asked.
class Roll {
public:
    void call()
    {
        const std::lock_guard lock(mutex_);
        threads_.insert(std::this_thread::get_id());
    }
    std::size_t size() const { return threads_.size(); }

private:
    std::mutex mutex_;
    std::set<std::thread::id> threads_;
};

TEST(InParallel, answers_in_the_order_of_the_things)
{
    Askers askers;
    const auto things = numbers(1000);
    const auto doubled = in_parallel(askers, std::span(things), [](std::size_t thing) { return 2 * thing; });
    ASSERT_EQ(doubled.size(), things.size());
    for (const auto thing : things) EXPECT_EQ(doubled[thing], 2 * thing);
}

TEST(InParallel, asks_of_nothing_nothing)
{
    Askers askers;
    EXPECT_TRUE(in_parallel(askers, std::span<const int>(), [](int thing) { return thing; }).empty());
}

TEST(InParallel, takes_no_more_threads_than_its_share_while_other_batches_are_under_way)
{
    Askers askers;
    const Askers::Batch one(askers);
    const Askers::Batch other(askers);
    Roll roll;
    const auto things = numbers(1000);
    in_parallel(askers, std::span(things), [&](std::size_t) {
        roll.call();
        std::this_thread::yield();
        return true;
    });
    EXPECT_LE(roll.size(), questions_at_once / 3);
}

TEST(InParallel, lets_threads_go_when_another_batch_begins)
{
    Askers askers;
    Roll before;
    Roll after;
    std::optional<Askers::Batch> other;
    std::atomic<std::size_t> asked = 0;
    const auto things = numbers(1000);
    in_parallel(askers, std::span(things), [&](std::size_t) {
        // Until all have come, nobody goes on; then another batch begins, and who comes back may have to go.
        const auto number = ++asked;
        before.call();
        if (number == questions_at_once) {
            other.emplace(askers);
            asked.notify_all();
        }
        for (auto now = number; now < questions_at_once; now = asked) asked.wait(now);
        if (number > 2 * questions_at_once) after.call();
        return true;
    });
    EXPECT_EQ(before.size(), questions_at_once);
    EXPECT_LE(after.size(), questions_at_once / 2);
}

TEST(Askers, leave_each_of_very_many_batches_one_thread)
{
    Askers askers;
    std::deque<Askers::Batch> many;
    for (std::size_t i = 0; i < 2 * questions_at_once; ++i) many.emplace_back(askers);
    EXPECT_EQ(many.front().share(), 1U);
}

}  // namespace
}  // namespace tagwarden
