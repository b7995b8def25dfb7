// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/append_pause.h"

#include <gtest/gtest.h>

#include "core/plan_decision.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

using namespace std::chrono_literals;

TEST(AppendPause, grows_with_each_attempt_up_to_five_seconds)
{
    for (int attempt = 1; attempt <= 40; ++attempt) {
        const auto whole = attempt < 7 ? 100ms * (1 << (attempt - 1)) : 5'000ms;
        EXPECT_GE(append_pause("ann@host pid 1", attempt), whole / 2) << attempt;
        EXPECT_LE(append_pause("ann@host pid 1", attempt), whole) << attempt;
    }
}

TEST(AppendPause, is_another_one_for_another_holder)
{
    EXPECT_NE(append_pause("ann@host pid 1", 3), append_pause("bob@host pid 1", 3));
    EXPECT_EQ(append_pause("ann@host pid 1", 3), append_pause("ann@host pid 1", 3));
}

/// A ledger to which somebody else appends before each of the first appends.
class OvertakenLedger final : public Ledger {
public:
    OvertakenLedger(Ledger& ledger, int times) : ledger_(ledger), times_(times) {}

    Result<std::vector<Entry>> entries_after(const Head& after) override { return ledger_.entries_after(after); }
    Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) override
    {
        if (times_-- > 0) {
            const auto first = ledger_.append(after, {{"other", {}, "bob", ChannelReleased{"latest", ""}}});
            EXPECT_TRUE(first);
        }
        return ledger_.append_sealed(after, group);
    }
    Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                          std::chrono::seconds length) override
    {
        return ledger_.acquire(edition, holder, now, length);
    }
    Result<void> release(const Lease& lease) override { return ledger_.release(lease); }

private:
    Ledger& ledger_;
    int times_;
};

Result<TransactionReport> hold_latest(Story& story, Ledger& ledger)
{
    Operation operation;
    operation.names = names_of_channels;
    operation.propose = [](const PlanInputs& inputs) { return plan_hold(inputs, "latest", std::nullopt, "freeze"); };
    WritePlaces places;
    for (const auto& [location, place] : story.places) places.emplace(location, place.get());
    GraphTransfer transfer(story.stop, {story.clock});
    SilentProgress progress;
    NoSteps no_steps;
    const TransactionPorts ports{ledger,     story.clock,      transfer,   places,   progress,
                                 "ann@host", "ann@host pid 1", story.stop, no_steps, story.notices};
    return transact(story.product(), operation, ports, story.approve);
}

TEST(AppendPause, who_is_overtaken_waits_reads_again_and_appends)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    OvertakenLedger ledger(story.ledger, 2);
    ASSERT_TRUE(hold_latest(story, ledger));
    EXPECT_TRUE(story.status()->state.holds.contains("latest"));
    EXPECT_EQ(story.clock.waits(), (std::vector{append_pause("ann@host pid 1", 1), append_pause("ann@host pid 1", 2)}));
}

TEST(AppendPause, who_is_overtaken_again_and_again_gives_up)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    OvertakenLedger ledger(story.ledger, 1'000);
    const auto report = hold_latest(story, ledger);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::busy);
}

}  // namespace
}  // namespace tagwarden::tests
