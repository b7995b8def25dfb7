// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "base/text.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

/// A product that gained a place after two releases.
struct NewPlace : testing::Test {
    Story story{R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror" } }
channels: { latest: { follow: stable } }
)"};

    void SetUp() override
    {
        std::erase_if(story.targets, [](const Target& target) { return target.destination == "mirror"; });
        for (const auto* version : {"1.0.0", "1.1.0"}) ASSERT_TRUE(story.publish(version));
        story.turn_to("");
    }

    Digest at_mirror(const std::string& tag)
    {
        return story.place("mirror").store->tags.at(*TagName::parse(tag)).digest;
    }
};

TEST_F(NewPlace, a_channel_that_comes_there_brings_the_anchor_of_its_release)
{
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.tags("mirror"), "1.1.0 1.1.0\nlatest 1.1.0");
    EXPECT_EQ(story.state().tags.find({*Location::parse("oci:mirror"), *TagName::parse("1.1.0")})->role, Role::anchor);
    EXPECT_TRUE(story.state().find("1.1.0")->complete_at.contains(*Location::parse("oci:mirror")));
    EXPECT_FALSE(story.state().find("1.0.0")->complete_at.contains(*Location::parse("oci:mirror")));
}

TEST_F(NewPlace, so_does_a_rollback_which_goes_where_the_release_before_never_was)
{
    ASSERT_TRUE(story.rollback("latest", "bad"));
    EXPECT_EQ(story.tags("mirror"), "1.0.0 1.0.0\nlatest 1.0.0");
}

TEST_F(NewPlace, anchors_are_set_before_channels)
{
    std::vector<std::string> order;
    story.place("mirror").after_move = [&](const TagMove& move) { order.push_back(move.tag.str()); };
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(order, (std::vector<std::string>{"1.1.0", "latest"}));
}

TEST_F(NewPlace, a_name_that_somebody_set_there_meanwhile_is_only_recorded_where_it_is_right_and_never_overwritten)
{
    ASSERT_TRUE(story.settle());
    auto& tags = story.place("mirror").store->tags;
    tags.insert_or_assign(*TagName::parse("1.0.0"), story.build("9.9.9"));
    const auto foreign = at_mirror("1.0.0");
    const auto report = story.rollback("latest", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(at_mirror("1.0.0"), foreign);
    EXPECT_NE(at_mirror("latest"), foreign);
    const auto told = join(report->proposal.plan.warnings, "\n");
    EXPECT_NE(told.find("'oci:mirror:1.0.0' names " + foreign.str()), std::string::npos) << told;
}

}  // namespace
}  // namespace tagwarden::tests
