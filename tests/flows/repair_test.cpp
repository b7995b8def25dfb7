// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/repair.h"

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

/// Gokapi: 1.8.1 was pushed as 1.8.0, too.
struct Repair : testing::Test {
    Story story{ollama};
    const TagName overwritten = *TagName::parse("1.8.0");

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("1.8.0"));
        ASSERT_TRUE(story.publish("1.8.1"));
        auto& tags = story.place("hub").store->tags;
        tags.insert_or_assign(overwritten, tags.at(*TagName::parse("1.8.1")));
    }

    Digest at(const std::string& destination) { return story.place(destination).store->tags.at(overwritten).digest; }
};

TEST_F(Repair, puts_the_recorded_digest_back_and_moves_no_channel)
{
    const auto channels = story.channels("hub");
    const auto mirror = story.tags("mirror");
    const auto report = story.repair("1.8.0", "pushed by mistake");
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->changed);
    EXPECT_EQ(at("hub"), at("mirror"));
    EXPECT_EQ(story.channels("hub"), channels);
    EXPECT_EQ(story.tags("mirror"), mirror);
    EXPECT_TRUE(story.status()->anchors.empty());
}

TEST_F(Repair, records_both_digests_and_the_reason)
{
    const auto wrong = at("hub");
    ASSERT_TRUE(story.repair("1.8.0", "pushed by mistake"));
    const auto entries = *story.ledger.entries();
    const auto& intent = std::get<Intent>(entries[entries.size() - 2].draft.body);
    EXPECT_EQ(intent.operation, "repair");
    EXPECT_EQ(intent.reason, "pushed by mistake");
    const auto& outcome = std::get<Outcome>(entries.back().draft.body);
    ASSERT_EQ(outcome.moves->size(), 1U);
    EXPECT_EQ(outcome.moves->front().move.from, wrong);
    EXPECT_EQ(outcome.moves->front().move.to.digest, at("mirror"));
}

TEST_F(Repair, takes_the_content_from_another_destination_where_it_is_gone)
{
    story.place("hub").store->manifests.erase(at("mirror"));
    ASSERT_TRUE(story.repair("1.8.0", ""));
    EXPECT_EQ(at("hub"), at("mirror"));
    EXPECT_TRUE(story.place("hub").store->manifests.contains(at("hub")));
}

TEST_F(Repair, is_refused_where_nobody_has_the_content)
{
    const auto recorded = at("mirror");
    for (const auto* place : {"hub", "mirror"}) story.place(place).store->manifests.erase(recorded);
    const auto entries = story.entries();
    const auto report = story.repair("1.8.0", "");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_NE(report.error().message.find(recorded.str()), std::string::npos) << report.error().message;
    EXPECT_EQ(story.entries(), entries);
}

TEST_F(Repair, sets_a_deleted_anchor_again)
{
    story.place("hub").store->tags.erase(overwritten);
    ASSERT_TRUE(story.repair("1.8.0", ""));
    EXPECT_EQ(at("hub"), at("mirror"));
}

TEST_F(Repair, of_what_is_right_records_nothing)
{
    const auto entries = story.entries();
    const auto report = story.repair("1.8.1", "");
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->changed);
    EXPECT_EQ(story.entries(), entries);
    EXPECT_FALSE(story.repair("1.8.7", "")) << "the ledger does not know it";
}

TEST_F(Repair, the_same_publish_again_is_refused_and_points_to_it)
{
    const auto report = story.publish("1.8.0");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(report.error().hint, "put it back with 'tagwarden repair 1.8.0'");
}

/// What a publish warns of, one line each.
std::string warnings_of(const Result<TransactionReport>& report)
{
    if (!report) return "error: " + report.error().message;
    return join(report->proposal.plan.warnings, "\n");
}

TEST_F(Repair, the_next_publish_says_that_an_anchor_was_overwritten_though_no_channel_is_on_it)
{
    const auto told = warnings_of(story.publish("1.8.2"));
    EXPECT_NE(told.find("'oci:hub:1.8.0' names sha256:"), std::string::npos) << told;
    EXPECT_NE(told.find("tagwarden repair 1.8.0"), std::string::npos) << told;
}

TEST_F(Repair, the_next_publish_says_nothing_of_an_anchor_that_it_sets_again_itself)
{
    ASSERT_TRUE(story.repair("1.8.0", ""));
    story.place("hub").store->tags.erase(*TagName::parse("1.8.1"));
    EXPECT_EQ(warnings_of(story.publish("1.8.1")), "");
    EXPECT_TRUE(story.status()->anchors.empty());
}

}  // namespace
}  // namespace tagwarden::tests
