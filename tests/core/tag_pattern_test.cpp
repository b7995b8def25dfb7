// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/tag_pattern.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

bool matches(const std::string& pattern, const std::string& tag)
{
    return TagPattern::parse(pattern)->matches(*TagName::parse(tag));
}

TEST(TagPattern, matches_the_whole_tag_as_a_shell_does)
{
    struct Row {
        std::string pattern;
        std::vector<std::string> takes;
        std::vector<std::string> leaves;
    };
    for (const auto& [pattern, takes, leaves] : std::vector<Row>{
             {"*", {"1", "latest", "1.2.3-rc.1"}, {}},
             {"latest", {"latest"}, {"latest-rocm", "nlatest", "Latest", "lates"}},
             {"1.2*", {"1.2", "1.2.3", "1.20"}, {"1.1", "11.2", "v1.2"}},
             {"1.2.*", {"1.2.3"}, {"1.2", "1x2.3"}},
             {"v?.?", {"v1.2"}, {"v1.20", "v1", "v1.2.3"}},
             {"*-rc*", {"1.0-rc1", "a-rc-rc"}, {"1.0", "rc1"}},
             {"*a*b*", {"ab", "xaxbx", "bab"}, {"ba", "a", "b"}},
             {"**1", {"1", "11"}, {"12"}},
             {"[0-9]*", {"1", "9.9"}, {"v1", "_1"}},
             {"[!0-9]*", {"v1"}, {"1"}},
             {"[^0-9]*", {"v1"}, {"1"}},
             {"[abc]", {"a", "c"}, {"d", "ab"}},
             {"[a-]x", {"ax"}, {"bx"}},
             {"1.[0-35]", {"1.0", "1.3", "1.5"}, {"1.4"}},
         }) {
        for (const auto& tag : takes) EXPECT_TRUE(matches(pattern, tag)) << pattern << " " << tag;
        for (const auto& tag : leaves) EXPECT_FALSE(matches(pattern, tag)) << pattern << " " << tag;
    }
}

TEST(TagPattern, ends_soon_where_many_stars_fit_nearly)
{
    const std::string stars = "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";
    EXPECT_FALSE(matches(stars, std::string(128, 'a')));
}

TEST(TagPattern, what_can_match_no_tag_is_a_usage_error_that_shows_where)
{
    struct Row {
        std::string pattern;
        std::size_t at;
    };
    for (const auto& [pattern, at] : std::vector<Row>{
             {"", 0},
             {"^1.2", 0},
             {"1\\.2", 1},
             {"(1|2)", 0},
             {"1.+", 2},
             {"{1,2}", 0},
             {"a b", 1},
             {"[", 1},
             {"[a", 2},
             {"[]", 1},
             {"[!]", 2},
             {"[z-a]", 3},
             {"[a/b]", 2},
             {"team/app", 4},
         }) {
        const auto parsed = TagPattern::parse(pattern);
        ASSERT_FALSE(parsed) << pattern;
        EXPECT_EQ(parsed.error().kind, ErrorKind::usage);
        ASSERT_TRUE(parsed.error().place) << pattern;
        EXPECT_EQ(parsed.error().place->at, at) << pattern;
    }
}

TEST(TagFilter, takes_what_is_included_and_not_excluded)
{
    const auto tag = [](const std::string& text) { return *TagName::parse(text); };
    TagFilter filter;
    EXPECT_TRUE(filter.takes(tag("anything")));
    filter.exclude.push_back(*TagPattern::parse("*-rc*"));
    EXPECT_TRUE(filter.takes(tag("1.0")));
    EXPECT_FALSE(filter.takes(tag("1.0-rc1")));
    filter.include.push_back(*TagPattern::parse("1.*"));
    filter.include.push_back(*TagPattern::parse("2.*"));
    EXPECT_TRUE(filter.takes(tag("1.0")));
    EXPECT_TRUE(filter.takes(tag("2.0")));
    EXPECT_FALSE(filter.takes(tag("2.0-rc1")));
    EXPECT_FALSE(filter.takes(tag("3.0")));
}

}  // namespace
}  // namespace tagwarden
