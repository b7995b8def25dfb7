// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/difference.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

struct Case {
    Order order;
    std::string left, right;
    std::size_t left_at, right_at;
    std::string words;
};

const std::vector<Case> cases{
    {Order::deb, "13.1.0-rc42.ee.0", "13.1.0-ee.0", 7, 7,
     "dpkg puts 'r' (character 8 of 13.1.0-rc42.ee.0) after 'e' (character 8 of 13.1.0-ee.0)"},
    {Order::deb, "13.1.1-0", "13.1.1-ce.0", 7, 7,
     "dpkg puts the number 0 (character 8 of 13.1.1-0) before 'c' (character 8 of 13.1.1-ce.0)"},
    {Order::deb, "1.0~rc1", "1.0", 3, 3, "dpkg puts '~' (character 4 of 1.0~rc1) before the end of 1.0"},
    {Order::rpm, "13.1.1-0", "13.1.1-ce.0", 7, 7,
     "rpm puts the number 0 (character 8 of 13.1.1-0) after 'c' (character 8 of 13.1.1-ce.0)"},
    {Order::rpm, "1.0", "1.0-1", 3, 3, "rpm puts the end of 1.0 before '-' (character 4 of 1.0-1)"},
    {Order::omnibus, "13.1.0+rc42.ee.0", "13.1.0+ee.0", 7, 7,
     "git's version order puts 'r' (character 8 of 13.1.0+rc42.ee.0) before 'e' (character 8 of 13.1.0+ee.0)"},
    {Order::semver, "1.9.0", "1.10.0", 2, 2,
     "SemVer puts the number 9 (character 3 of 1.9.0) before the number 10 (character 3 of 1.10.0)"},
    {Order::semver, "1.0.0", "1.0.0-rc.1", 5, 5, "SemVer puts the end of 1.0.0 after '-' (character 6 of 1.0.0-rc.1)"},
    {Order::pep440, "1.0", "1!0.1", 0, 0,
     "PEP 440 puts the number 1 (character 1 of 1.0) before the number 1 (character 1 of 1!0.1)"},
    {Order::calver, "2026-11-22", "2026.11.3", 8, 8,
     "the calendar order puts the number 22 (character 9 of 2026-11-22) after the number 3 (character 9 of "
     "2026.11.3)"},
    {Order::natural, "3.12-slim", "3.12-alpine", 5, 5,
     "the natural order puts 's' (character 6 of 3.12-slim) after 'a' (character 6 of 3.12-alpine)"},
};

TEST(Difference, names_the_place_that_decides_on_both_sides)
{
    for (const auto& it : cases) {
        const auto left = *Version::parse(it.order, it.left), right = *Version::parse(it.order, it.right);
        EXPECT_EQ(explain(left, right), it.words);
        const auto found = difference(left, right), mirrored = difference(right, left);
        EXPECT_EQ(found.left_at, it.left_at) << it.words;
        EXPECT_EQ(found.right_at, it.right_at) << it.words;
        EXPECT_EQ(mirrored.left_at, it.right_at) << it.words;
        EXPECT_EQ(mirrored.right_at, it.left_at) << it.words;
        EXPECT_EQ(found.order, left <=> right);
    }
}

TEST(Difference, of_equal_versions_there_is_none)
{
    const auto left = *Version::parse(Order::semver, "1.0.0+a"), right = *Version::parse(Order::semver, "1.0.0+b");
    EXPECT_EQ(explain(left, right), "SemVer sees no difference between 1.0.0+a and 1.0.0+b");
    EXPECT_EQ(difference(left, right).order, std::weak_ordering::equivalent);
}

}  // namespace
}  // namespace tagwarden
