// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

/// Publishes 0.6.3 over 0.6.2; `stop_at` is the step at which it is asked to end.
struct TransactionStop : testing::Test {
    Story story{ollama};
    std::string before;

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("0.6.2"));
        before = story.tags("hub");
    }

    Result<TransactionReport> publish_stopped_at(const std::string& step)
    {
        story.at_step = [this, step](std::string_view now) { story.stop.asked = story.stop.asked || now == step; };
        return story.publish("0.6.3");
    }

    void expect_abandoned(const Result<TransactionReport>& report)
    {
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, ErrorKind::interrupted) << report.error().message;
        EXPECT_NE(report.error().hint.find("same command again"), std::string::npos) << report.error().hint;
        EXPECT_EQ(story.tags("hub"), before);
        EXPECT_EQ(story.tags("mirror"), before);
        const auto entries = *story.ledger.entries();
        const auto* outcome = std::get_if<Outcome>(&entries.back().draft.body);
        ASSERT_NE(outcome, nullptr) << "the ledger knows how it ended";
        EXPECT_EQ(outcome->result, Outcome::Result::abandoned);
    }
};

TEST_F(TransactionStop, before_content_is_brought_every_name_stays)
{
    expect_abandoned(publish_stopped_at("intent-written"));
}

TEST_F(TransactionStop, while_content_is_brought_every_name_stays)
{
    story.place("hub").before_content = [&] { story.stop.asked = true; };
    expect_abandoned(story.publish("0.6.3"));
}

TEST_F(TransactionStop, once_content_is_there_every_name_stays)
{
    for (const auto* step : {"content-brought", "lease-taken", "planned-again"}) {
        SCOPED_TRACE(step);
        expect_abandoned(publish_stopped_at(step));
        story.stop.asked = false;
    }
}

TEST_F(TransactionStop, ends_the_wait_for_a_lease)
{
    ASSERT_TRUE(story.ledger.acquire("", "bob@other pid 7", story.clock.now(), std::chrono::hours(1)));
    bool heard = false;
    story.at_step = [&](std::string_view step) { story.stop.asked = heard = heard || step == "content-brought"; };
    expect_abandoned(story.publish("0.6.3"));
    EXPECT_EQ(story.clock.waited().count(), 0);
}

TEST_F(TransactionStop, while_names_are_set_all_are_set_first)
{
    for (const std::string step : {"anchors-set", "channels-set"}) {
        SCOPED_TRACE(step);
        Story fresh(ollama);
        ASSERT_TRUE(fresh.publish("0.6.2"));
        fresh.at_step = [&](std::string_view now) { fresh.stop.asked = fresh.stop.asked || now == step; };
        const auto report = fresh.publish("0.6.3");
        ASSERT_TRUE(report);
        EXPECT_TRUE(report->stopped);
        EXPECT_EQ(fresh.channels("mirror"),
                  "0 0.6.3\n0-rocm 0.6.3\n0.6 0.6.3\n0.6-rocm 0.6.3\nlatest 0.6.3\nrocm 0.6.3");
        EXPECT_TRUE(fresh.status()->state.open_intents.empty());
    }
}

TEST_F(TransactionStop, what_cannot_be_finished_in_time_is_put_back)
{
    const auto channels = story.channels("hub");
    auto& mirror = story.place("mirror");
    mirror.before_move = [&](const TagMove& move) -> Result<void> {
        if (move.tag.str() != "latest") return {};
        story.stop.asked = true;
        story.stop.patience_is_over = true;
        return fail(ErrorKind::interrupted, "stopped");
    };
    const auto report = story.publish("0.6.3");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::interrupted);
    EXPECT_NE(report.error().hint.find("tagwarden recover"), std::string::npos) << report.error().hint;
    EXPECT_FALSE(story.stop.stopped()) << "to put back has a time of its own";
    EXPECT_EQ(story.channels("hub"), channels);
    EXPECT_EQ(story.channels("mirror"), channels);
}

TEST_F(TransactionStop, nobody_is_stopped_and_told_so_who_had_nothing_to_do)
{
    story.stop.asked = true;
    const auto report = story.publish("0.6.2");
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->changed);
}

}  // namespace
}  // namespace tagwarden::tests
