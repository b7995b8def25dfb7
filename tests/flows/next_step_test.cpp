// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What is said to be typed next, where the product has editions.

#include <gtest/gtest.h>

#include <functional>

#include "base/text.h"
#include "tests/flows/killed_run.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

struct NextStep : testing::Test {
    Story story{R"(
product: app
editions: [ce, ee]
images: { app: {} }
destinations: { hub: { to: "oci:hub-{edition}" } }
channels: { latest: { follow: stable }, lts: { follow: manual } }
)"};

    void SetUp() override
    {
        story.turn_to("ee");
        ASSERT_TRUE(story.publish("1.0.0"));
        ASSERT_TRUE(story.promote("1.0.0", "lts", "proven"));
    }
};

TEST_F(NextStep, after_an_overwritten_anchor_names_the_edition)
{
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("1.0.0"), story.build("9.9.9"));
    const auto report = story.publish("1.1.0");
    ASSERT_TRUE(report) << report.error().message;
    const auto warnings = join(report->proposal.plan.warnings, "\n");
    EXPECT_NE(warnings.find("; 'tagwarden repair 1.0.0 --edition ee' puts it back"), std::string::npos) << warnings;
    EXPECT_EQ(story.publish("1.0.0").error().hint, "put it back with 'tagwarden repair 1.0.0 --edition ee'");
}

TEST_F(NextStep, after_a_refused_rollback_names_the_edition)
{
    EXPECT_EQ(story.rollback("latest", "bad").error().hint,
              "publish a repaired release, or flag 1.0.0 as bad with 'tagwarden withdraw 1.0.0 --edition ee'");
    EXPECT_EQ(story.rollback("lts", "bad").error().hint,
              "put it on another release with 'tagwarden promote VERSION lts --edition ee', or flag 1.0.0 as bad with "
              "'tagwarden withdraw 1.0.0 --edition ee'");
    ASSERT_TRUE(story.hold("latest", "freeze"));
    EXPECT_EQ(story.rollback("latest", "bad").error().hint,
              "put it elsewhere with 'tagwarden hold latest --at VERSION --edition ee', or flag the bad one with "
              "'tagwarden withdraw VERSION --edition ee'");
}

TEST_F(NextStep, after_a_refused_promotion_names_the_edition)
{
    EXPECT_EQ(story.promote("1.0.0", "latest", "x").error().hint,
              "keep it on a release with 'tagwarden hold latest --at VERSION --edition ee'; 1.0.0 can be put on: lts");
    ASSERT_TRUE(story.hold("lts", "freeze"));
    EXPECT_EQ(story.promote("1.0.0", "lts", "x").error().hint, "let it go first: tagwarden unhold lts --edition ee");
}

TEST_F(NextStep, after_a_foreign_move_names_the_edition)
{
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), story.build("9.9.9"));
    const auto report = story.settle();
    ASSERT_TRUE(report) << report.error().message;
    const auto warnings = join(report->proposal.plan.warnings, "\n");
    EXPECT_NE(warnings.find("put it back with --take-over --edition ee"), std::string::npos) << warnings;
}

/// The hint of a recovery that would overwrite what somebody else did after this run was killed.
std::string hint_of_recovery_after(Story& story, const std::function<void()>& run)
{
    kill_at(story, "planned-again");
    EXPECT_FALSE(comes_to_its_end(run));
    kill_no_more(story);
    story.place("hub").store->tags.insert_or_assign(*TagName::parse("latest"), story.build("9.9.9"));
    const auto report = story.recover();
    return report && report->error ? report->error->hint : "";
}

TEST_F(NextStep, after_a_foreign_move_in_the_way_of_a_recovered_publish_names_the_edition)
{
    EXPECT_EQ(hint_of_recovery_after(story, [&] { (void)story.publish("1.1.0"); }),
              "look at it with 'tagwarden status', then publish 1.1.0 again with --take-over --edition ee to overwrite "
              "it");
}

TEST_F(NextStep, after_a_foreign_move_in_the_way_of_a_recovered_decision_names_the_edition)
{
    ASSERT_TRUE(story.publish("1.1.0"));
    EXPECT_EQ(hint_of_recovery_after(story, [&] { (void)story.rollback("latest", "bad"); }),
              "look at it with 'tagwarden status', then overwrite it with 'tagwarden settle --take-over --edition ee' "
              "and run 'tagwarden recover' again");
}

TEST_F(NextStep, after_content_was_lost_names_the_edition)
{
    ASSERT_TRUE(story.publish("1.1.0"));
    story.place("hub").store->tags.erase(*TagName::parse("1.0.0"));
    story.place("hub").store->tags.erase(*TagName::parse("lts"));
    story.place("hub").store->manifests.erase(story.build("1.0.0").digest);
    EXPECT_EQ(story.rollback("latest", "bad").error().hint,
              "flag it with 'tagwarden withdraw 1.0.0 --edition ee', so that no channel goes to it");
}

}  // namespace
}  // namespace tagwarden::tests
