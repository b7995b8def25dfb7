// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

struct OpenReleases : testing::Test {
    Story story{ollama};

    Result<TransactionReport> bring(const std::string& part, const std::string& version)
    {
        story.only = {part};
        return story.publish(version);
    }
};

TEST_F(OpenReleases, no_channel_goes_to_one_until_every_part_has_arrived)
{
    ASSERT_TRUE(story.publish("1.0.0"));
    const auto first = bring("ollama", "1.1.0");
    ASSERT_TRUE(first) << first.error().message;
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1-rocm 1.0.0\n1.0 1.0.0\n1.0-rocm 1.0.0\nlatest 1.0.0\nrocm 1.0.0");
    EXPECT_EQ(first->proposal.plan.stays.front().why, "1.1.0 waits for ollama/rocm, which no job has brought yet");
    const auto rest = bring("ollama/rocm", "1.1.0");
    ASSERT_TRUE(rest) << rest.error().message;
    EXPECT_EQ(story.channels("mirror"),
              "1 1.1.0\n1-rocm 1.1.0\n1.0 1.0.0\n1.0-rocm 1.0.0\n1.1 1.1.0\n1.1-rocm 1.1.0\n"
              "latest 1.1.0\nrocm 1.1.0");
}

TEST_F(OpenReleases, the_order_of_the_jobs_does_not_matter)
{
    ASSERT_TRUE(bring("ollama/rocm", "1.1.0"));
    ASSERT_TRUE(bring("ollama", "1.1.0"));
    EXPECT_EQ(story.channels("hub"), "1 1.1.0\n1-rocm 1.1.0\n1.1 1.1.0\n1.1-rocm 1.1.0\nlatest 1.1.0\nrocm 1.1.0");
}

TEST_F(OpenReleases, the_same_part_again_changes_nothing_and_other_content_is_refused)
{
    ASSERT_TRUE(bring("ollama", "1.1.0"));
    const auto entries = story.entries();
    const auto again = bring("ollama", "1.1.0");
    ASSERT_TRUE(again);
    EXPECT_FALSE(again->changed);
    EXPECT_EQ(story.entries(), entries);
    story.platforms = {"linux/amd64", "linux/arm64"};
    EXPECT_EQ(bring("ollama", "1.1.0").error().kind, ErrorKind::refused);
}

TEST_F(OpenReleases, a_job_that_failed_at_one_place_can_come_again_and_the_next_part_finds_all)
{
    story.place("mirror").takes_content = false;
    EXPECT_FALSE(bring("ollama", "1.1.0"));
    story.place("mirror").takes_content = true;
    ASSERT_TRUE(bring("ollama", "1.1.0"));
    ASSERT_TRUE(bring("ollama/rocm", "1.1.0"));
    EXPECT_EQ(story.channels("mirror"), story.channels("hub"));
}

TEST(FewerPlatforms, than_the_release_before_are_refused_and_when_allowed_recorded)
{
    Story story(one_image);
    story.platforms = {"linux/amd64", "linux/arm64"};
    ASSERT_TRUE(story.publish("1.0.0"));
    story.platforms = {"linux/amd64"};
    const auto refused = story.publish("1.1.0").error();
    EXPECT_EQ(refused.kind, ErrorKind::refused);
    EXPECT_EQ(refused.message, "app has no linux/arm64, which 1.0.0 has");
    EXPECT_EQ(story.channels("hub").find("1.1.0"), std::string::npos);
    story.allow_fewer_platforms = true;
    const auto allowed = story.publish("1.1.0");
    ASSERT_TRUE(allowed) << allowed.error().message;
    EXPECT_EQ(story.status()->state.find("1.1.0")->release.accepted,
              std::vector<std::string>{"app has no linux/arm64, which 1.0.0 has, and that was allowed"});
    story.allow_fewer_platforms = false;
    EXPECT_TRUE(story.publish("1.1.0")) << "it has a name";
    EXPECT_TRUE(story.publish("1.2.0")) << "and is the release before now";
}

}  // namespace
}  // namespace tagwarden::tests
