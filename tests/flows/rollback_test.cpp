// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "core/history.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

constexpr auto on_0_6_2 = "0 0.6.2\n0-rocm 0.6.2\n0.6 0.6.2\n0.6-rocm 0.6.2\nlatest 0.6.2\nrocm 0.6.2";
constexpr auto on_0_6_4 = "0 0.6.4\n0-rocm 0.6.4\n0.6 0.6.4\n0.6-rocm 0.6.4\nlatest 0.6.4\nrocm 0.6.4";

struct Rollback : testing::Test {
    Story story{ollama};

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("0.6.2"));
        ASSERT_TRUE(story.publish("0.6.3"));
    }
};

TEST_F(Rollback, moves_the_whole_channel_set_back_at_every_destination)
{
    ASSERT_TRUE(story.rollback("latest", "Gemma 3 output quality"));
    EXPECT_EQ(story.channels("hub"), on_0_6_2);
    EXPECT_EQ(story.channels("mirror"), on_0_6_2);
    EXPECT_NE(story.tags("hub").find("0.6.3 0.6.3\n0.6.3-rocm 0.6.3"), std::string::npos) << "0.6.3 keeps its names";
}

TEST_F(Rollback, takes_the_tag_of_a_variant_for_its_channel)
{
    ASSERT_TRUE(story.rollback("rocm", "slow"));
    EXPECT_EQ(story.channels("hub"), on_0_6_2);
}

TEST_F(Rollback, holds_against_a_new_publish_of_the_same_and_lets_the_next_release_on)
{
    ASSERT_TRUE(story.rollback("latest", "Gemma 3 output quality"));
    const auto again = story.publish("0.6.3");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(again->proposal.plan.warnings, std::vector<std::string>{"0.6.3 is withdrawn: Gemma 3 output quality"});
    EXPECT_EQ(story.channels("hub"), on_0_6_2);
    ASSERT_TRUE(story.publish("0.6.4"));
    EXPECT_EQ(story.channels("hub"), on_0_6_4);
    EXPECT_EQ(story.channels("mirror"), on_0_6_4);
}

TEST_F(Rollback, its_story_is_told_with_reasons)
{
    ASSERT_TRUE(story.rollback("latest", "Gemma 3 output quality"));
    ASSERT_TRUE(story.publish("0.6.4"));
    std::vector<std::string> told;
    const auto rows = history_of(*story.ledger.entries(), "", {"latest"});
    for (const auto& row : *rows) told.push_back(row.operation + " " + row.from + ">" + row.to + ": " + row.reason);
    EXPECT_EQ(told,
              (std::vector<std::string>{
                  "publish >0.6.2: 0.6.2 is the highest stable", "publish 0.6.2>0.6.3: 0.6.3 is the highest stable",
                  "withdraw >: Gemma 3 output quality", "rollback 0.6.3>0.6.2: Gemma 3 output quality",
                  "publish 0.6.2>0.6.4: 0.6.4 is the highest stable"}));
}

TEST_F(Rollback, is_refused_when_there_is_no_earlier_release)
{
    ASSERT_TRUE(story.rollback("latest", "one"));
    const auto report = story.rollback("latest", "two");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(report.error().message, "channel 'latest' is on 0.6.2 and has no earlier complete release to go back to");
    EXPECT_EQ(report.error().hint, "publish a repaired release, or flag 0.6.2 as bad with 'tagwarden withdraw 0.6.2'");
    EXPECT_EQ(story.channels("hub"), on_0_6_2);
}

TEST_F(Rollback, goes_over_several_versions_with_to_and_withdraws_each)
{
    ASSERT_TRUE(story.publish("0.6.4"));
    const auto report = story.rollback("latest", "all bad", "0.6.2");
    ASSERT_TRUE(report);
    EXPECT_EQ(decided(report->proposal.plan), "withdraw 0.6.4\nwithdraw 0.6.3");
    EXPECT_EQ(story.channels("mirror"), on_0_6_2);
}

TEST_F(Rollback, never_goes_forward_or_to_what_is_not_there)
{
    for (const std::string to : {"0.6.3", "0.6.4", "0.7.0"}) {
        const auto report = story.rollback("latest", "x", to);
        ASSERT_FALSE(report) << to;
        EXPECT_EQ(report.error().kind, ErrorKind::refused);
        EXPECT_EQ(report.error().hint, "it can go back to: 0.6.2");
    }
}

/// A candidate and its release that are the same bytes, with a release below and one above them.
struct RollbackToTwin : testing::Test {
    Story story{R"(
product: app
images: { app: { probes: none, probes-reason: "nothing to read" } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: tagged } }
)"};

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("1.1.0"));
        ASSERT_TRUE(story.publish("2.0.0-rc.1", "two"));
        ASSERT_TRUE(story.publish("2.0.0", "two"));
        ASSERT_TRUE(story.publish("2.1.0"));
    }
};

TEST_F(RollbackToTwin, is_refused_for_a_release_that_would_be_withdrawn_with_one_in_the_way)
{
    const auto report = story.rollback("latest", "bad", "2.0.0-rc.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(report.error().message,
              "2.0.0-rc.1 has the same content as 2.0.0, which going back to it would withdraw");
    EXPECT_EQ(report.error().hint, "go back to 2.0.0, or further");
    EXPECT_EQ(story.channels("hub"), "latest 2.1.0");
    EXPECT_FALSE(story.state().find("2.1.0")->withdrawn);
}

TEST_F(RollbackToTwin, goes_to_the_highest_of_them)
{
    const auto report = story.rollback("latest", "bad", "2.0.0");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest two");
    EXPECT_FALSE(story.state().find("2.0.0")->withdrawn);
    EXPECT_EQ(story.rollback("latest", "bad", "2.0.0-rc.1").error().message,
              "2.0.0-rc.1 has the same content as 2.0.0: going back to it would change nothing");
}

TEST_F(RollbackToTwin, is_refused_for_a_release_that_no_place_of_the_channel_takes)
{
    story.targets.front().kinds.erase(BuildKind::prerelease);
    const auto report = story.rollback("latest", "bad", "2.0.0-rc.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(story.channels("hub"), "latest 2.1.0");
}

TEST_F(Rollback, withdraws_every_version_that_shares_the_content)
{
    Story same(unread);
    ASSERT_TRUE(same.publish("1.0.0"));
    ASSERT_TRUE(same.publish("1.0.1", "bytes"));
    ASSERT_TRUE(same.publish("1.0.2", "bytes"));
    const auto report = same.rollback("latest", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(decided(report->proposal.plan), "withdraw 1.0.2\nwithdraw 1.0.1");
    EXPECT_EQ(same.channels("hub"), "latest 1.0.0");
    const auto back = same.reinstate("1.0.1", "it was the test");
    ASSERT_TRUE(back);
    EXPECT_EQ(decided(back->proposal.plan), "reinstate 1.0.1\nreinstate 1.0.2") << "what was withdrawn as one";
    EXPECT_EQ(back->proposal.plan.decisions.front().reason, "it was the test");
}

TEST_F(Rollback, copies_back_what_a_destination_lost_from_another)
{
    auto& lost = *story.place("mirror").store;
    const auto anchor = lost.tags.at(*TagName::parse("0.6.2"));
    lost.tags.erase(*TagName::parse("0.6.2"));
    lost.manifests.erase(anchor.digest);
    ASSERT_TRUE(story.rollback("latest", "bad"));
    EXPECT_TRUE(lost.manifests.contains(anchor.digest));
    EXPECT_EQ(story.channels("mirror"), on_0_6_2);
}

TEST_F(Rollback, to_content_that_nobody_has_is_refused_before_anything_is_written)
{
    for (const auto* name : {"hub", "mirror"}) {
        auto& store = *story.place(name).store;
        store.manifests.erase(store.tags.at(*TagName::parse("0.6.2")).digest);
    }
    const auto entries = story.entries();
    const auto report = story.rollback("latest", "bad");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_TRUE(report.error().message.starts_with("nobody has the content of ollama 0.6.2 any more (sha256:"))
        << report.error().message;
    EXPECT_EQ(report.error().hint, "flag it with 'tagwarden withdraw 0.6.2', so that no channel goes to it");
    EXPECT_EQ(story.entries(), entries);
}

TEST_F(Rollback, to_content_that_nobody_has_names_the_releases_that_somebody_has)
{
    Story older(unread);
    for (const auto* version : {"0.9.0", "1.0.0", "1.1.0", "1.2.0"}) ASSERT_TRUE(older.publish(version));
    auto& store = *older.place("hub").store;
    for (const auto* lost : {"0.9.0", "1.1.0"}) store.manifests.erase(store.tags.at(*TagName::parse(lost)).digest);
    const auto entries = older.entries();
    EXPECT_EQ(older.rollback("latest", "bad").error().hint, "go back further with --to: 1.0.0");
    EXPECT_EQ(older.entries(), entries);
    ASSERT_TRUE(older.rollback("latest", "bad", "1.0.0"));
    EXPECT_EQ(older.channels("hub"), "latest 1.0.0");
}

TEST_F(Rollback, of_a_channel_that_does_not_exist_names_the_nearest)
{
    const auto error = story.rollback("latets", "x").error();
    EXPECT_EQ(error.kind, ErrorKind::not_found);
    EXPECT_EQ(error.message, "there is no channel 'latets' (did you mean 'latest'?)");
}

TEST_F(Rollback, of_a_held_channel_is_refused)
{
    ASSERT_TRUE(story.hold("latest", "freeze"));
    EXPECT_EQ(story.rollback("latest", "x").error().message, "channel 'latest' is held on 0.6.3: freeze");
}

TEST(Withdraw, of_the_only_release_leaves_channels_stranded_and_says_so)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    const auto report = story.withdraw("1.0.0", "bad");
    ASSERT_TRUE(report);
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1.0 1.0.0\nlatest 1.0.0\nrc 1.0.0");
    for (const auto& stay : report->proposal.plan.stays) EXPECT_TRUE(stay.stranded) << stay.channel;
    EXPECT_EQ(report->proposal.plan.stays.size(), 4U);
}

TEST(Rollback2, of_a_withdrawn_release_without_a_choice_does_not_advise_to_withdraw_it)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.withdraw("1.0.0", "bad"));
    EXPECT_EQ(story.rollback("latest", "x").error().hint, "1.0.0 is withdrawn already; publish a repaired release");
}

TEST(Withdraw, twice_is_refused_and_an_unknown_version_is_not_found)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.withdraw("1.0.0", "bad"));
    EXPECT_EQ(story.withdraw("1.0.0", "bad").error().kind, ErrorKind::refused);
    EXPECT_EQ(story.withdraw("1.0.1", "bad").error().kind, ErrorKind::not_found);
}

TEST(Reinstate, lets_channels_go_up_to_the_version_again)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    ASSERT_TRUE(story.withdraw("1.0.1", "bad"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1.0 1.0.0\nlatest 1.0.0\nrc 1.0.0");
    ASSERT_TRUE(story.reinstate("1.0.1", "it was the test"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.1\nrc 1.0.1");
    EXPECT_EQ(story.reinstate("1.0.1", "again").error().kind, ErrorKind::refused);
}

TEST(Reinstate, is_the_reason_of_no_channel_that_was_only_due_by_then)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable }, slow: { follow: stable, soak: 1h } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    story.clock.time += std::chrono::minutes(50);
    ASSERT_TRUE(story.publish("1.1.0"));
    ASSERT_TRUE(story.withdraw("1.1.0", "bad"));
    story.clock.time += std::chrono::minutes(50);
    ASSERT_TRUE(story.reinstate("1.1.0", "it was the test"));
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0\nslow 1.0.0");
    const auto status = story.status();
    for (const auto& it : status->channels)
        EXPECT_EQ(it.recorded->decision.reason, it.channel == "latest" ? "it was the test" : "") << it.channel;
    std::vector<std::string> told;
    const auto rows = history_of(*story.ledger.entries(), "", {});
    for (const auto& row : *rows)
        if (row.operation == "reinstate" && !row.channel.empty()) told.push_back(row.channel + ": " + row.reason);
    EXPECT_EQ(told, (std::vector<std::string>{"latest: it was the test", "slow: 1.0.0 is the highest stable"}));
}

TEST(Rollback2, an_image_without_channels_that_did_not_change_condemns_nothing)
{
    Story story(R"(
product: app
images:
  app: {}
  docs: { probes: none, probes-reason: "pages", channels: none }
destinations: { hub: { to: "oci:hub/{image}" } }
channels: { latest: { follow: stable } }
)");
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    const auto report = story.rollback("latest", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(decided(report->proposal.plan), "withdraw 1.0.1");
}

TEST(Rollback2, the_same_content_under_a_new_version_is_not_eligible_either)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.1.0-rc.1", "bytes"));
    ASSERT_TRUE(story.withdraw("1.1.0-rc.1", "bad"));
    const auto report = story.publish("1.1.0", "bytes");
    ASSERT_TRUE(report);
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    ASSERT_EQ(report->proposal.plan.stays.size(), 1U);
    EXPECT_EQ(report->proposal.plan.stays.front().why, "1.1.0 has the content of 1.1.0-rc.1, which is withdrawn: bad");
    ASSERT_TRUE(story.reinstate("1.1.0-rc.1", "it was the test"));
    EXPECT_EQ(story.tags("hub").find("latest 1.0.0"), std::string::npos);
}

/// A channel that waits a day before it follows.
struct RollbackWithSoak : testing::Test {
    Story story{R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable, soak: 24h } }
)"};

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("1.0.0"));
        ASSERT_TRUE(story.publish("1.1.0"));
        story.clock.time += std::chrono::hours(25);
        ASSERT_TRUE(story.settle());
        ASSERT_EQ(story.channels("hub"), "latest 1.1.0");
    }
};

TEST_F(RollbackWithSoak, goes_back_also_where_the_rule_would_go_up_by_now)
{
    ASSERT_TRUE(story.publish("1.2.0"));
    story.clock.time += std::chrono::hours(25);
    const auto report = story.rollback("latest", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0") << "as status says";
    EXPECT_EQ(report->proposal.plan.channels.front().why, "1.0.0 is the highest stable not above 1.1.0");
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0") << "a good release moves it on";
}

TEST_F(RollbackWithSoak, withdraws_with_to_also_what_only_waits_below_the_present_one)
{
    ASSERT_TRUE(story.publish("1.0.1"));
    ASSERT_TRUE(story.rollback("latest", "bad", "1.0.0"));
    story.clock.time += std::chrono::hours(25);
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    EXPECT_TRUE(story.state().find("1.0.1")->withdrawn);
}

TEST(Rollback2, a_second_one_starts_where_the_places_that_count_are)
{
    Story story(with_optional_mirror);
    for (const auto* version : {"1.0.0", "1.1.0", "1.2.0"}) ASSERT_TRUE(story.publish(version));
    story.place("mirror").before_move = [](const TagMove&) -> Result<void> {
        return fail(ErrorKind::unreachable, "down");
    };
    ASSERT_TRUE(story.rollback("latest", "one"));
    EXPECT_EQ(story.channels("mirror"), "latest 1.2.0") << "it lags";
    story.place("mirror").before_move = [](const TagMove&) { return Result<void>{}; };
    ASSERT_TRUE(story.rollback("latest", "two"));
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    EXPECT_EQ(story.channels("mirror"), "latest 1.0.0");
    EXPECT_EQ(story.status()->state.find("1.2.0")->withdrawn->reason, "one");
}

}  // namespace
}  // namespace tagwarden::tests
