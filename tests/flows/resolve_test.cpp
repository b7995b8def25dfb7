// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/resolve.h"

#include <gtest/gtest.h>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

struct Resolve : testing::Test {
    Story story{ollama};

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("0.6.2"));
        ASSERT_TRUE(story.publish("0.6.3"));
        ASSERT_TRUE(story.rollback("latest", "bad"));
    }

    Result<Resolved> ask(const std::string& name, const std::string& variant = "", const std::string& destination = "")
    {
        ReadPlaces places;
        for (const auto& [location, place] : story.places) places.emplace(location, place.get());
        return resolve(story.product(), {name, "", variant, destination}, story.ledger, places);
    }

    std::string at(const std::string& destination, const std::string& tag)
    {
        return "oci:" + destination + "@" + story.place(destination).store->tags.at(*TagName::parse(tag)).digest.str();
    }
};

TEST_F(Resolve, a_channel_a_version_and_a_variants_tag)
{
    EXPECT_EQ(ask("latest")->reference, at("hub", "0.6.2"));
    EXPECT_EQ(ask("0.6.2")->reference, at("hub", "0.6.2"));
    EXPECT_EQ(ask("rocm")->reference, at("hub", "0.6.2-rocm"));
    EXPECT_EQ(ask("latest", "rocm", "mirror")->reference, at("mirror", "rocm"));
}

TEST_F(Resolve, a_withdrawn_version_comes_with_its_reason)
{
    const auto resolved = ask("0.6.3");
    ASSERT_TRUE(resolved && resolved->withdrawn);
    EXPECT_EQ(resolved->withdrawn->reason, "bad");
    EXPECT_FALSE(ask("0.6.2")->withdrawn);
}

TEST_F(Resolve, what_is_no_name_is_not_found)
{
    EXPECT_EQ(ask("0.6.9").error().kind, ErrorKind::not_found);
    EXPECT_EQ(ask("latest", "alpine").error().kind, ErrorKind::not_found);
}

TEST_F(Resolve, a_foreign_move_warns)
{
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("0.6.3")));
    const auto resolved = ask("latest");
    EXPECT_EQ(resolved->version, "0.6.3");
    EXPECT_NE(resolved->warning.find("moved by somebody else"), std::string::npos);
}

}  // namespace
}  // namespace tagwarden::tests
