// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

TEST(ArrivalOrder, every_order_of_the_same_releases_ends_in_the_same_channels)
{
    std::vector<std::string> releases{"1.6.0", "1.7.8", "1.7.9", "1.8.0", "1.8.0-rc.1"};
    int orders = 0;
    do {
        Story story(one_image);
        for (const auto& release : releases) ASSERT_TRUE(story.publish(release)) << release;
        ASSERT_EQ(story.channels("hub"), "1 1.8.0\n1.6 1.6.0\n1.7 1.7.9\n1.8 1.8.0\nlatest 1.8.0\nrc 1.8.0");
        ++orders;
    } while (std::ranges::next_permutation(releases).found);
    EXPECT_EQ(orders, 120);
}

TEST(ArrivalOrder, a_backport_takes_only_its_own_line)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.8.0"));
    const auto report = story.publish("1.7.9");
    ASSERT_TRUE(report);
    ASSERT_EQ(report->proposal.plan.channels.size(), 1U);
    EXPECT_EQ(report->proposal.plan.channels.front().move.tag.str(), "1.7");
}

TEST(ArrivalOrder, with_destinations_that_take_other_kinds_it_is_the_same)
{
    constexpr auto kinds = R"(
product: app
images: { app: {} }
destinations:
  hub: { to: "oci:hub", kinds: [release] }
  dev: { to: "oci:dev", kinds: [release, prerelease] }
channels: { latest: { follow: stable }, rc: { follow: tagged } }
)";
    std::vector<std::string> releases{"1.0.0", "1.1.0", "1.2.0-rc.1"};
    do {
        Story story(kinds);
        for (const auto& release : releases) ASSERT_TRUE(story.publish(release)) << release;
        ASSERT_EQ(story.channels("hub"), "latest 1.1.0\nrc 1.1.0");
        ASSERT_EQ(story.channels("dev"), "latest 1.1.0\nrc 1.2.0-rc.1");
    } while (std::ranges::next_permutation(releases).found);
}

}  // namespace
}  // namespace tagwarden::tests
