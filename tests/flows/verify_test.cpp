// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/verify.h"

#include <gtest/gtest.h>

#include <concepts>

#include "tests/flows/products.h"
#include "tests/flows/story.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {
namespace {

// "Reading never writes" is a fact of types: a reader cannot be turned into a writer, nor has it a verb that writes.
static_assert(!std::derived_from<RepositoryReader, TagWriter> && !std::derived_from<RepositoryReader, ContentWriter>);
static_assert(!std::derived_from<LedgerReader, LedgerWriter>);
template <class T>
concept Moves = requires(T place, std::span<const TagMove> moves) { place.move(moves); };
static_assert(Moves<Repository> && !Moves<RepositoryReader>);

struct Verify : testing::Test {
    Story story{one_image};

    void SetUp() override { ASSERT_TRUE(story.publish("1.8.1")); }

    std::vector<std::string> codes(const std::string& tag)
    {
        const auto verification = verify({story.product()}, *Reference::parse("oci:hub:" + tag), story.place("hub"),
                                         &story.ledger, story.layer_files);
        if (!verification) return {verification.error().message};
        std::vector<std::string> found;
        for (const auto& finding : verification->findings) found.push_back(finding.code);
        return found;
    }

    void name(const std::string& tag, const std::string& says)
    {
        auto& hub = story.place("hub");
        const auto root = ImageBuilder().label("org.opencontainers.image.version", says).build_into(hub);
        hub.store->tags.insert_or_assign(*TagName::parse(tag), root);
    }
};

using Codes = std::vector<std::string>;

TEST_F(Verify, a_true_anchor_and_a_true_channel_have_no_findings)
{
    EXPECT_EQ(codes("1.8.1"), Codes{});
    EXPECT_EQ(codes("latest"), Codes{});
}

TEST_F(Verify, a_name_with_other_content_is_found)
{
    name("1.8.0", "1.8.1");
    EXPECT_EQ(codes("1.8.0"), Codes{"content-says-other-version"});
}

TEST_F(Verify, an_overwritten_anchor_is_found_though_its_content_says_the_version)
{
    name("1.8.1", "1.8.1");
    EXPECT_EQ(codes("1.8.1"), Codes{"anchor-overwritten"});
    name("latest", "1.8.1");
    EXPECT_EQ(codes("latest"), Codes{"channel-moved"});
}

TEST_F(Verify, a_recorded_name_that_somebody_deleted_is_found)
{
    auto& tags = story.place("hub").store->tags;
    for (const auto* name : {"1.8.1", "latest"}) tags.erase(*TagName::parse(name));
    EXPECT_EQ(codes("1.8.1"), Codes{"anchor-deleted"});
    EXPECT_EQ(codes("latest"), Codes{"channel-deleted"});
}

TEST_F(Verify, a_withdrawn_version_is_found)
{
    ASSERT_TRUE(story.withdraw("1.8.1", "bad"));
    EXPECT_EQ(codes("1.8.1"), Codes{"withdrawn"});
}

TEST_F(Verify, a_tag_that_claims_nothing_is_an_error_not_a_finding)
{
    name("edge", "1.8.1");
    EXPECT_EQ(codes("edge"),
              Codes{"the tag 'edge' claims no version: it is no anchor, and the ledger does not know it as a channel"});
}

TEST(VerifyEditions, each_name_is_checked_in_the_edition_it_belongs_to)
{
    Story story(R"(
product: app
editions: [ce, ee]
images: { app: { anchor: "{version}-{edition}" } }
destinations: { hub: { to: "oci:hub" } }
channels: { "latest-{edition}": { follow: stable } }
)");
    ASSERT_TRUE(story.publish("1.8.0"));
    const auto targets = story.targets;
    story.turn_to("ee");
    ASSERT_TRUE(story.publish("1.9.0"));
    ASSERT_TRUE(story.withdraw("1.9.0", "bad"));
    const std::vector<Product> editions{{story.configuration, targets, "ce"}, story.product()};
    const auto version = [&](const std::string& tag) {
        const auto found =
            verify(editions, *Reference::parse("oci:hub:" + tag), story.place("hub"), &story.ledger, story.layer_files);
        return found ? found->version + " " + std::to_string(found->findings.size()) : found.error().message;
    };
    EXPECT_EQ(version("1.8.0-ce"), "1.8.0 0");
    EXPECT_EQ(version("latest-ce"), "1.8.0 0");
    EXPECT_EQ(version("1.9.0-ee"), "1.9.0 1") << "it is withdrawn";
    EXPECT_EQ(version("latest-ee"), "1.9.0 1");
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("1.8.0-ee"), tags.at(*TagName::parse("1.8.0-ce")));
    EXPECT_EQ(version("1.8.0-ee"), "1.8.0 0") << "nobody recorded it, and its form is that of an anchor of ee";
}

}  // namespace
}  // namespace tagwarden::tests
