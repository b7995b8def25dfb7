// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/past_versions.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

std::vector<PlannedMove> moves(Role role, const std::string& channel, const std::string& version)
{
    const Descriptor content{"type", Digest::of(version), 1};
    return {2, PlannedMove{role,
                           "hub",
                           *Location::parse("docker.io/x/y"),
                           {"app", ""},
                           channel,
                           {*TagName::parse("latest"), std::nullopt, content},
                           "",
                           version,
                           ""}};
}

TEST(PastVersions, are_those_of_one_channel)
{
    PastVersions past;
    past.add(moves(Role::channel, "latest", "1.0.0"));
    past.add(moves(Role::channel, "rc", "1.1.0-rc.1"));
    past.add(moves(Role::anchor, "", "1.2.0"));
    EXPECT_TRUE(past.contains("latest", "1.0.0"));
    EXPECT_FALSE(past.contains("rc", "1.0.0"));
    EXPECT_FALSE(past.contains("", "1.2.0"));
    past.add(moves(Role::channel, "latest", "1.1.0"));
    EXPECT_TRUE(past.contains("latest", "1.1.0")) << "added after somebody had asked";
    EXPECT_EQ(past.by_channel().at("latest"), (std::vector<std::string>{"1.0.0", "1.1.0"}));
}

TEST(PastVersions, are_the_last_ones_and_not_all)
{
    PastVersions past;
    const auto text = [](std::size_t number) { return "1.0." + std::to_string(number); };
    constexpr std::size_t all = 1000;
    for (std::size_t number = 0; number < all; ++number) past.add(moves(Role::channel, "latest", text(number)));
    EXPECT_LT(past.by_channel().at("latest").size(), 2 * PastVersions::kept);
    for (std::size_t number = all - PastVersions::kept; number < all; ++number)
        EXPECT_TRUE(past.contains("latest", text(number))) << number;
    EXPECT_FALSE(past.contains("latest", text(0)));
}

}  // namespace
}  // namespace tagwarden
