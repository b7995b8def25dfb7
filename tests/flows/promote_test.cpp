// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

constexpr auto with_manual_channel = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable }, lts: { follow: manual } }
)";

struct Promote : testing::Test {
    Story story{with_manual_channel};

    void SetUp() override
    {
        for (const auto* version : {"1.0.0", "1.1.0", "1.2.0"}) ASSERT_TRUE(story.publish(version));
    }
};

TEST_F(Promote, a_manual_channel_is_nowhere_until_somebody_puts_it_somewhere)
{
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0");
    const auto report = story.promote("1.0.0", "lts", "proven");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
    EXPECT_EQ(report->proposal.plan.channels.front().why, "1.0.0 was put there: proven");
    EXPECT_EQ(decided(report->proposal.plan), "promote lts on 1.0.0");
}

TEST_F(Promote, a_publish_says_of_a_manual_channel_why_it_stays)
{
    const auto why = [](const Result<TransactionReport>& report) {
        return report ? report->proposal.plan.stays.front().why : report.error().message;
    };
    EXPECT_EQ(why(story.publish("1.3.0")), "nobody has promoted a release to it");
    ASSERT_TRUE(story.promote("1.0.0", "lts", "proven"));
    EXPECT_EQ(why(story.publish("1.4.0")), "1.0.0 was put there: proven");
}

TEST_F(Promote, it_stays_there_whatever_is_published_and_goes_where_it_is_put_next_also_down)
{
    ASSERT_TRUE(story.promote("1.1.0", "lts", "proven"));
    ASSERT_TRUE(story.publish("1.3.0"));
    EXPECT_EQ(story.channels("hub"), "latest 1.3.0\nlts 1.1.0");
    ASSERT_TRUE(story.promote("1.0.0", "lts", "too soon"));
    EXPECT_EQ(story.channels("hub"), "latest 1.3.0\nlts 1.0.0");
}

TEST_F(Promote, a_rollback_takes_it_to_where_it_was_before_and_never_up)
{
    ASSERT_TRUE(story.promote("1.0.0", "lts", "proven"));
    ASSERT_TRUE(story.promote("1.1.0", "lts", "as well"));
    ASSERT_TRUE(story.rollback("lts", "it was not"));
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
    EXPECT_TRUE(story.status()->state.find("1.1.0")->withdrawn);

    ASSERT_TRUE(story.promote("1.2.0", "lts", "newer"));
    ASSERT_TRUE(story.promote("1.0.0", "lts", "back"));
    const auto refused = story.rollback("lts", "bad as well");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
}

TEST_F(Promote, once_more_with_the_same_reason_records_nothing_and_with_another_one_does)
{
    ASSERT_TRUE(story.promote("1.0.0", "lts", "proven"));
    const auto entries = story.entries();
    const auto again = story.promote("1.0.0", "lts", "proven");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(story.entries(), entries);
    ASSERT_TRUE(story.promote("1.0.0", "lts", "proven twice"));
    EXPECT_EQ(story.state().promotions.at("lts").back().decision.reason, "proven twice");
}

struct PromotedDown : Promote {
    void SetUp() override
    {
        Promote::SetUp();
        ASSERT_TRUE(story.promote("1.0.0", "lts", "proven"));
        ASSERT_TRUE(story.promote("1.2.0", "lts", "newer"));
        ASSERT_TRUE(story.promote("1.1.0", "lts", "1.2.0 is slow"));
    }
};

TEST_F(PromotedDown, a_rollback_skips_what_the_channel_was_taken_down_from)
{
    ASSERT_EQ(story.status()->channels.back().rollback_to, "1.0.0");
    const auto up = story.rollback("lts", "leaks", "1.2.0");
    ASSERT_FALSE(up);
    EXPECT_EQ(up.error().hint, "it can go back to: 1.0.0");
    const auto report = story.rollback("lts", "leaks");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
}

TEST_F(PromotedDown, a_rollback_to_a_release_it_was_on_goes_there)
{
    const auto report = story.rollback("lts", "leaks", "1.0.0");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
}

TEST_F(PromotedDown, a_withdrawal_takes_it_there_too_and_no_later_run_takes_it_up)
{
    ASSERT_TRUE(story.withdraw("1.1.0", "leaks"));
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0\nlts 1.0.0");
    ASSERT_TRUE(story.settle());
    ASSERT_TRUE(story.publish("1.3.0"));
    EXPECT_EQ(story.channels("hub"), "latest 1.3.0\nlts 1.0.0");
    EXPECT_EQ(story.rollback("lts", "x").error().hint,
              "put it on another release with 'tagwarden promote VERSION lts', or flag 1.0.0 as bad with 'tagwarden "
              "withdraw 1.0.0'");
}

TEST_F(PromotedDown, put_back_up_it_counts_again)
{
    ASSERT_TRUE(story.promote("1.2.0", "lts", "fast again"));
    EXPECT_EQ(story.status()->channels.back().rollback_to, "1.1.0");
    ASSERT_TRUE(story.rollback("lts", "not"));
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0\nlts 1.1.0");
}

TEST_F(Promote, a_withdrawn_release_cannot_be_promoted)
{
    ASSERT_TRUE(story.withdraw("1.1.0", "leaks"));
    EXPECT_EQ(story.promote("1.1.0", "lts", "x").error().message,
              "channel 'lts' cannot be put on 1.1.0: 1.1.0 is withdrawn: leaks");
}

TEST_F(Promote, a_channel_that_follows_a_rule_or_is_held_is_refused_and_an_unknown_one_not_found)
{
    EXPECT_EQ(story.promote("1.1.0", "latest", "x").error().message,
              "channel 'latest' follows stable builds; it is put nowhere by hand");
    const auto unknown = story.promote("1.1.0", "lst", "x").error();
    EXPECT_EQ(unknown.kind, ErrorKind::not_found);
    EXPECT_EQ(unknown.hint, "1.1.0 can be put on: lts");
    ASSERT_TRUE(story.promote("1.1.0", "lts", "proven"));
    ASSERT_TRUE(story.hold("lts", "freeze"));
    EXPECT_EQ(story.promote("1.2.0", "lts", "x").error().message, "channel 'lts' is held on 1.1.0: freeze");
    EXPECT_EQ(story.promote("9.9.9", "lts", "x").error().kind, ErrorKind::not_found);
}

TEST_F(Promote, of_a_channel_that_is_held_where_it_is_says_so)
{
    const auto entries = *story.ledger.entries();
    const Head head{entries.back().sequence, entries.back().hash};
    ASSERT_TRUE(story.ledger.append(head, {{"", story.clock.now(), "jane", ChannelHeld{"lts", "", "freeze"}}}));
    EXPECT_EQ(story.promote("1.2.0", "lts", "x").error().message, "channel 'lts' is held where it is: freeze");
}

struct PromoteOfImages : testing::Test {
    Story story{R"(
product: app
images: { a: { variants: { default: "", slim: "-slim" } }, b: {} }
destinations: { hub: { to: "oci:hub-{image}" } }
channels: { "lts-{image}": { follow: manual } }
)"};
};

TEST_F(PromoteOfImages, takes_the_tag_of_an_image_or_variant_for_its_channel)
{
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.1.0"));
    const auto report = story.promote("1.0.0", "lts-a", "proven");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(decided(report->proposal.plan), "promote lts-{image} on 1.0.0");
    EXPECT_EQ(report->proposal.plan.channels.size(), 3U) << "it is one channel, over all images";
    ASSERT_TRUE(story.promote("1.1.0", "lts-a-slim", "as well"));
    EXPECT_EQ(story.status()->channels.front().version, "1.1.0");
    ASSERT_TRUE(story.hold("lts-b", "freeze"));
    EXPECT_EQ(story.promote("1.0.0", "lts-a", "x").error().hint, "let it go first: tagwarden unhold lts-a");
    EXPECT_EQ(story.promote("1.0.0", "lts-c", "x").error().hint,
              "1.0.0 can be put on: lts-a, lts-a-slim, lts-b, lts-{image}");
}

}  // namespace
}  // namespace tagwarden::tests
