// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

TEST(Hold, keeps_a_channel_where_it_is_until_it_is_let_go)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    const auto held = story.hold("latest", "freeze");
    ASSERT_TRUE(held);
    EXPECT_EQ(held->proposal.plan.decisions, (std::vector<PlannedDecision>{{"hold", "latest", "1.0.0", "freeze"}}));
    const auto report = story.publish("1.0.1");
    ASSERT_TRUE(report);
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.0\nrc 1.0.1");
    ASSERT_EQ(report->proposal.plan.stays.size(), 1U);
    EXPECT_EQ(report->proposal.plan.stays.front().why, "held on 1.0.0: freeze");
    const auto released = story.unhold("latest");
    ASSERT_TRUE(released);
    EXPECT_EQ(decided(released->proposal.plan), "unhold latest");
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.1\nrc 1.0.1");
}

TEST(Hold, on_an_older_release_condemns_no_newer_one)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    ASSERT_TRUE(story.hold("latest", "1.0.1 needs a guide first", "1.0.0"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.0\nrc 1.0.1");
    EXPECT_FALSE(story.status()->state.find("1.0.1")->withdrawn);
}

TEST(Hold, on_a_release_that_does_not_belong_to_the_channel_is_refused)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("2.0.0-rc.1"));
    EXPECT_EQ(
        story.hold("latest", "x", "2.0.0-rc.1").error().message,
        "channel 'latest' cannot be held on 2.0.0-rc.1: it follows stable builds; 2.0.0-rc.1 is a prerelease build");
    EXPECT_EQ(story.hold("latest", "x", "9.9.9").error().kind, ErrorKind::not_found);
    EXPECT_EQ(story.unhold("latest").error().kind, ErrorKind::refused);
}

TEST(Hold, once_more_with_the_same_reason_records_nothing_and_with_another_one_does)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.hold("latest", "freeze"));
    const auto entries = story.entries();
    const auto again = story.hold("latest", "freeze");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(story.entries(), entries);
    ASSERT_TRUE(story.hold("latest", "freeze until Monday"));
    EXPECT_EQ(story.state().holds.at("latest").decision.reason, "freeze until Monday");
}

TEST(Hold, puts_no_channel_where_the_kind_does_not_go)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub", kinds: [release] }, dev: { to: "oci:dev" } }
channels: { rc: { follow: tagged } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.1.0-rc.1"));
    ASSERT_TRUE(story.publish("1.1.0"));
    ASSERT_TRUE(story.hold("rc", "test it", "1.1.0-rc.1"));
    EXPECT_EQ(story.channels("dev"), "rc 1.1.0-rc.1");
    EXPECT_EQ(story.channels("hub"), "rc 1.1.0");
}

TEST(Hold, on_a_version_that_is_withdrawn_later_puts_nothing_on_it)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    ASSERT_TRUE(story.hold("latest", "freeze"));
    const auto report = story.withdraw("1.0.1", "bad");
    ASSERT_TRUE(report);
    ASSERT_EQ(report->proposal.plan.stays.size(), 1U);
    EXPECT_EQ(report->proposal.plan.stays.front().why, "held on 1.0.1: freeze; that version is withdrawn: bad");
    story.place("hub").store->tags.erase(*TagName::parse("latest"));
    ASSERT_TRUE(story.settle());
    EXPECT_FALSE(story.place("hub").store->tags.contains(*TagName::parse("latest")));
}

TEST(Hold, moves_no_other_channel_whose_time_has_come)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable }, slow: { follow: stable, soak: 1h } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    story.clock.time += std::chrono::hours(1);
    ASSERT_TRUE(story.hold("latest", "freeze"));
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    ASSERT_TRUE(story.unhold("latest"));
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0\nslow 1.0.0");
}

TEST(Hold, where_a_channel_is_leaves_it_in_the_right_place)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    Draft draft{"", story.clock.time, "ann@host", ChannelHeld{"latest", "", "found so"}};
    ASSERT_TRUE(story.ledger.append(head_of(*story.ledger.entries()), {draft}));
    const auto status = story.status();
    for (const auto& it : status->channels) EXPECT_EQ(it.place, ChannelStatus::Place::right) << it.channel;
}

}  // namespace
}  // namespace tagwarden::tests
