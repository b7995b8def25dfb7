// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/pattern.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

using Texts = std::vector<std::string>;

/// The whole of every match.
Texts all_of(const char* pattern, std::string_view text, std::size_t most = 100)
{
    Texts texts;
    for (const auto& match : Pattern::parse(pattern)->find_all(text, most)) texts.emplace_back(match.text());
    return texts;
}

}  // namespace

TEST(Pattern, finds_the_first_match_and_nothing_where_there_is_none)
{
    const auto pattern = Pattern::parse("[0-9]+");
    ASSERT_TRUE(pattern);
    EXPECT_EQ(pattern->str(), "[0-9]+");
    const std::string_view text = "ab12 34";
    const auto match = pattern->find(text);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->text(), "12");
    EXPECT_EQ(match->text().data(), text.data() + 2);
    EXPECT_FALSE(pattern->find("ab"));
    EXPECT_FALSE(pattern->find(""));
}

TEST(Pattern, gives_groups_by_number_and_by_name)
{
    const auto pattern = Pattern::parse(R"((?P<major>\d+)\.(\d+)(?P<rest>-(\w+))?)");
    ASSERT_TRUE(pattern);
    EXPECT_EQ(pattern->groups(), 4);
    EXPECT_EQ(pattern->group_names(), (Texts{"major", "rest"}));
    const std::string_view text = "v18.2-rc";
    const auto match = pattern->find(text);
    ASSERT_TRUE(match);
    EXPECT_EQ(match->group(0), "18.2-rc");
    EXPECT_EQ(match->group(1), "18");
    EXPECT_EQ(match->group(2), "2");
    EXPECT_EQ(match->group("major"), "18");
    EXPECT_EQ(match->group("rest"), "-rc");
}

TEST(Pattern, a_group_that_took_no_part_is_not_one_that_matched_nothing)
{
    const auto match = Pattern::parse("a(b)?(c*)")->find("a");
    ASSERT_TRUE(match);
    EXPECT_EQ(match->group(1), std::nullopt);
    EXPECT_EQ(match->group(2), "");
    EXPECT_EQ(match->group(3), std::nullopt);
    EXPECT_EQ(match->group("b"), std::nullopt);
}

TEST(Pattern, a_match_may_outlive_its_pattern)
{
    EXPECT_EQ(Pattern::parse("(?P<n>b)")->find("abc")->group("n"), "b");
}

TEST(Pattern, finds_all_matches_in_order_without_overlap_and_none_that_is_empty)
{
    EXPECT_EQ(all_of("a.a", "abaca-ada"), (Texts{"aba", "a-a"}));
    EXPECT_EQ(all_of(R"(\b|[0-9])", "x 1 22"), (Texts{"2"}));  // where both begin, \b comes first
    EXPECT_EQ(all_of(R"(\b|x)", "axx!"), (Texts{"x", "x"}));
    EXPECT_EQ(all_of(".", "12345", 3), (Texts{"1", "2", "3"}));
    EXPECT_EQ(all_of(".", "12345", 0), Texts{});
}

TEST(Pattern, what_is_in_front_of_a_later_match_counts)
{
    EXPECT_EQ(all_of("^v[0-9]", "v1v2\nv3"), Texts{"v1"});
    EXPECT_EQ(all_of("(?m)^v[0-9]", "v1v2\nv3"), (Texts{"v1", "v3"}));
    EXPECT_EQ(all_of(R"(\bv)", "vvv v"), (Texts{"v", "v"}));
}

TEST(Pattern, matches_bytes_whatever_they_are)
{
    EXPECT_EQ(all_of("a.b",
                     "a\xff"
                     "b"),
              Texts{"a\xff"
                    "b"});
    EXPECT_EQ(all_of("é=(.*)", "é=1"), Texts{"é=1"});
    EXPECT_EQ(all_of("1.2", std::string_view("1\0"
                                             "2",
                                             3)),
              Texts{std::string("1\0"
                                "2",
                                3)});
}

TEST(Pattern, no_text_makes_it_slow)
{
    // A backtracking search would not come back from these.
    const std::string text(1024 * 1024, 'a');
    EXPECT_FALSE(Pattern::parse("(a+)+$b")->find(text));
    EXPECT_FALSE(Pattern::parse("(a|aa)+b")->find(text));
    EXPECT_EQ(Pattern::parse("(x+x+)+y|a+")->find(text)->text().size(), text.size());
}

TEST(Pattern, a_bad_one_is_a_usage_error_with_the_reason_and_the_place)
{
    const std::pair<const char*, const char*> bad[] = {
        {"(", "the pattern '(' does not compile: missing ): (, at '('"},
        {"a[z-b]", "the pattern 'a[z-b]' does not compile: invalid character class range: z-b, at 'z-b'"},
        {R"((a)\1)", R"(the pattern '(a)\1' does not compile: invalid escape sequence: \1, at '\1')"},
        {"(?=a)", "the pattern '(?=a)' does not compile: invalid perl operator: (?=, at '(?='"},
        {"(?P<n>a)(?P<n>b)", "the pattern '(?P<n>a)(?P<n>b)' has two groups named 'n'"},
        {"((((a{100}){100}){100}){100})", nullptr},
        {"", "the pattern '' matches no text at all, which is everywhere"},
        {"[0-9]*", "the pattern '[0-9]*' matches no text at all, which is everywhere"},
        {"(\n", "the pattern '(?' does not compile: missing ): (?, at '(?'"},
    };
    for (const auto& [text, message] : bad) {
        const auto pattern = Pattern::parse(text);
        ASSERT_FALSE(pattern) << text;
        EXPECT_EQ(pattern.error().kind, ErrorKind::usage) << text;
        EXPECT_FALSE(pattern.error().hint.empty()) << text;
        if (message != nullptr) {
            EXPECT_EQ(pattern.error().message, message);
        }
    }
}

}  // namespace tagwarden
