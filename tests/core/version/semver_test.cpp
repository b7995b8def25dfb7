// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "core/version/version.h"

namespace tagwarden {
namespace {

Version v(const std::string& text)
{
    return *Version::parse(Order::semver, text);
}

// The list of SemVer 2.0.0, item 11, with numbers of any length.
const std::vector<std::string> ascending{"0.0.0-0",
                                         "0.0.0",
                                         "0.9.10",
                                         "0.10.0",
                                         "1.0.0-alpha",
                                         "1.0.0-alpha.1",
                                         "1.0.0-alpha.beta",
                                         "1.0.0-beta",
                                         "1.0.0-beta.2",
                                         "1.0.0-beta.11",
                                         "1.0.0-rc.1",
                                         "1.0.0-rc.1.1",
                                         "1.0.0",
                                         "1.0.1-0",
                                         "1.0.1",
                                         "1.2.0",
                                         "1.10.0",
                                         "2.0.0",
                                         "10.0.0",
                                         "99999999999999999999.0.0",
                                         "100000000000000000000.0.0"};

TEST(Semver, orders_as_item_11_says)
{
    for (std::size_t i = 0; i < ascending.size(); ++i)
        for (std::size_t j = 0; j < ascending.size(); ++j)
            EXPECT_EQ(v(ascending[i]) <=> v(ascending[j]), static_cast<std::weak_ordering>(i <=> j))
                << ascending[i] << " and " << ascending[j];
}

TEST(Semver, build_metadata_does_not_count)
{
    EXPECT_EQ(v("1.0.0+a"), v("1.0.0+b"));
    EXPECT_NE(v("1.0.0+a").str(), v("1.0.0+b").str());
}

TEST(Semver, refuses_what_the_specification_refuses)
{
    for (const std::string text :
         {"", "1", "1.0", "1.2.3.4", "v1.2.3", "01.2.3", "1.02.3", "1.2.3-", "1.2.3-a..b", "1.2.3-01", "1.2.3+",
          "1.2.3+a+b", "1.2.3-é", " 1.2.3", "1.2.3\n", "-1.2.3", "1.2.x"})
        EXPECT_FALSE(Version::parse(Order::semver, text)) << text;
}

TEST(Semver, knows_its_numbers_and_whether_it_is_a_prerelease)
{
    EXPECT_EQ(v("1.8.0-rc.1").number(1), "8");
    EXPECT_EQ(v("1.8.0").number(3), "");
    EXPECT_TRUE(v("1.8.0-rc.1").prerelease());
    EXPECT_FALSE(v("1.8.0+rc.1").prerelease());
}

}  // namespace
}  // namespace tagwarden
