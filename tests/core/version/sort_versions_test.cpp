// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/sort_versions.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {
namespace {

std::string sorted(std::string_view lines, const SortOptions& options)
{
    const auto all = sort_versions(split(lines, ' '), options).lines;
    return join(std::vector<std::string>(all.begin(), all.end()), " ");
}

TEST(SortVersions, puts_the_lowest_first_or_last)
{
    EXPECT_EQ(sorted("1.10.0 1.9.0 1.10.0-rc.1", {}), "1.9.0 1.10.0-rc.1 1.10.0");
    EXPECT_EQ(sorted("1.10.0 1.9.0 1.10.0-rc.1", {.reverse = true}), "1.10.0 1.10.0-rc.1 1.9.0");
}

TEST(SortVersions, equal_versions_stay_as_they_came_also_in_reverse)
{
    EXPECT_EQ(sorted("1.0.1 1.0.0+b 1.0.0+a 1.0.0", {}), "1.0.0+b 1.0.0+a 1.0.0 1.0.1");
    EXPECT_EQ(sorted("1.0.0+b 1.0.0+a 1.0.0 1.0.1", {.reverse = true}), "1.0.1 1.0.0+b 1.0.0+a 1.0.0");
}

TEST(SortVersions, many_equal_versions_stay_as_they_came)
{
    std::vector<std::string> texts;
    for (int i = 0; i < 1000; ++i) texts.push_back("1.0." + std::to_string(i % 2) + "+" + std::to_string(i));
    const auto all = sort_versions(std::vector<std::string_view>(texts.begin(), texts.end()), {}).lines;
    for (int i = 0; i < 1000; ++i)
        EXPECT_EQ(all[static_cast<std::size_t>(i)],
                  "1.0." + std::to_string(i / 500) + "+" + std::to_string(2 * (i % 500) + i / 500));
}

TEST(SortVersions, what_is_no_version_goes_last_as_it_came_also_in_reverse)
{
    EXPECT_EQ(sorted("zebra 1.1.0 apple 1.0.0 zebra", {}), "1.0.0 1.1.0 zebra apple zebra");
    EXPECT_EQ(sorted("zebra 1.0.0 apple 1.1.0", {.reverse = true}), "1.1.0 1.0.0 zebra apple");
    const auto all = sort_versions(split("zebra 1.0.0 1.x", ' '), {});
    EXPECT_EQ(all.versions, 1U);
    ASSERT_TRUE(all.first_flaw);
    EXPECT_EQ(all.first_flaw->place, (Place{"zebra", 0, "a digit"}));
}

TEST(SortVersions, nothing_gives_nothing)
{
    const auto all = sort_versions({}, {});
    EXPECT_TRUE(all.lines.empty());
    EXPECT_EQ(all.versions, 0U);
    EXPECT_EQ(all.flavours, 0U);
    EXPECT_FALSE(all.first_flaw);
}

TEST(SortVersions, passes_over_a_v_before_a_digit_where_it_says_nothing)
{
    for (const auto order : {Order::semver, Order::pep440, Order::omnibus, Order::calver, Order::natural})
        EXPECT_EQ(sorted("v1.2.0 1.1.0 v1.0.0", {.order = order}), "v1.0.0 1.1.0 v1.2.0");
    EXPECT_EQ(sorted("v1.2.0 1.1.0 v1.0.0", {.order = Order::deb}), "1.1.0 v1.2.0 v1.0.0") << "dpkg refuses it";
    EXPECT_EQ(sorted("v1.2.0 1.1.0 v1.0.0", {.order = Order::rpm}), "v1.0.0 v1.2.0 1.1.0") << "a word to rpm";
    EXPECT_EQ(sorted("v 1.0.0 vv1.0.0 v.1", {}), "1.0.0 v vv1.0.0 v.1");
}

TEST(SortVersions, flavours_stand_apart_unless_they_are_to_be_mixed)
{
    const std::string_view tags = "3.13-alpine 3.12 jdk-4 3.12-alpine 3.13";
    EXPECT_EQ(sorted(tags, {.order = Order::natural}), "3.12 3.13 jdk-4 3.12-alpine 3.13-alpine");
    EXPECT_EQ(sort_versions(split(tags, ' '), {.order = Order::natural}).flavours, 3U);
    EXPECT_EQ(sorted(tags, {.order = Order::natural, .mix_flavours = true}), "3.12 3.12-alpine 3.13 3.13-alpine jdk-4");
}

TEST(SortVersions, keys_that_part_at_any_byte_or_end_there_are_told_apart)
{
    // Keys are compared by their first and second eight bytes, then as a whole.
    std::vector<std::string> texts;
    for (std::size_t length = 1; length < 40; ++length)
        for (const char last : {'a', 'b'}) texts.push_back("1.0.0-" + std::string(length - 1, 'a') + last);
    auto expected = texts;
    std::ranges::sort(expected);
    const auto all = sort_versions(std::vector<std::string_view>(texts.begin(), texts.end()), {}).lines;
    EXPECT_TRUE(std::ranges::equal(all, expected));
}

}  // namespace
}  // namespace tagwarden
