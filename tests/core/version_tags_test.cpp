// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_tags.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

std::string in(const VersionConfiguration& scheme, const std::string& tag)
{
    const auto version = version_in_tag(scheme, tag);
    return version ? version->str() : "nothing";
}

TEST(VersionTags, each_scheme_reads_its_own)
{
    const VersionConfiguration semver{}, prefixed{Order::semver, "hello/"}, omnibus{Order::omnibus};
    const VersionConfiguration calver{Order::calver, "", *CalendarFormat::parse("YYYY.0M.MICRO")};
    EXPECT_EQ(in(semver, "v1.8.1"), "1.8.1");
    EXPECT_EQ(in(semver, "1.8.1"), "1.8.1");
    EXPECT_EQ(in(semver, "1.8"), "nothing");
    EXPECT_EQ(in(prefixed, "hello/v1.8.1"), "1.8.1");
    EXPECT_EQ(in(prefixed, "v1.8.1"), "nothing");
    EXPECT_EQ(in(omnibus, "13.1.0+ce.0"), "13.1.0-ce.0");
    EXPECT_EQ(in(omnibus, "13.1.0+rc42.ee.0"), "13.1.0-rc42.ee.0");
    EXPECT_EQ(in(omnibus, "docs-2020"), "nothing");
    EXPECT_EQ(in(calver, "2026.11.3"), "2026.11.3");
    EXPECT_EQ(in(calver, "v2026.01.3-rc.1"), "2026.01.3-rc.1");
    EXPECT_EQ(in(calver, "1.8.1"), "nothing") << "no year, so no version of this product";
    EXPECT_EQ(in(calver, "2026.1.3"), "nothing") << "the format writes two digits";
}

TEST(VersionTags, a_pattern_takes_its_groups_for_the_version)
{
    VersionConfiguration scheme{
        Order::semver,
        "",
        {},
        *Pattern::parse(R"(^rel_(?P<major>\d+)_(?P<minor>\d+)_(?P<patch>\d+)(?:_(?P<prerelease>rc\d+))?$)")};
    EXPECT_EQ(in(scheme, "rel_1_8_1"), "1.8.1");
    EXPECT_EQ(in(scheme, "rel_1_9_0_rc2"), "1.9.0-rc2");
    EXPECT_EQ(in(scheme, "v1.8.1"), "nothing");
    scheme = {Order::deb, "", {}, *Pattern::parse("^debian/(?P<version>.+)$")};
    EXPECT_EQ(in(scheme, "debian/1.8.1-2"), "1.8.1-2");
    EXPECT_EQ(in(scheme, "debian/-2"), "nothing");
}

TEST(VersionTags, come_highest_first)
{
    const auto versions = versions_in_tags({}, {"v1.9.0", "x", "v1.10.0-rc.1", "v1.10.0", "1.9.0"});
    std::vector<std::string> tags;
    for (const auto& one : versions) tags.push_back(one.tag);
    EXPECT_EQ(tags, (std::vector<std::string>{"v1.10.0", "v1.10.0-rc.1", "1.9.0", "v1.9.0"}));
}

}  // namespace
}  // namespace tagwarden
