// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source_check.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using Texts = std::vector<std::string>;

std::vector<Finding> found(const char* match, std::string_view text, const std::string& expected = "1.8.1")
{
    return check_source(Order::semver, {"Main.go", *Pattern::parse(match), {}}, expected, text);
}

/// Where something else is said, and what.
Texts places(const char* match, std::string_view text, const std::string& expected = "1.8.1")
{
    Texts all;
    for (const auto& finding : found(match, text, expected)) all.push_back(finding.subject + " " + finding.message);
    return all;
}

constexpr const char* constant = "versionGokapi = \"(.*)\"";

TEST(SourceCheck, a_source_that_says_the_version_is_right)
{
    EXPECT_EQ(places(constant, "package main\nconst versionGokapi = \"1.8.1\"\n"), Texts{});
    EXPECT_EQ(places(constant, "const versionGokapi = \"v1.8.1\"\r\n"), Texts{});
    EXPECT_EQ(places(constant, "const versionGokapi = \" 1.8.1 \""), Texts{});
}

TEST(SourceCheck, another_version_is_told_with_its_place_and_both_versions)
{
    const auto findings = found(constant, "package main\n\nconst versionGokapi = \"1.8.0\"\n");
    EXPECT_EQ(
        findings,
        (std::vector<Finding>{{"source-says-other-version", "Main.go:3:24", "Main.go:3: found 1.8.0, wanted 1.8.1"}}));
}

TEST(SourceCheck, lines_and_columns_count_from_one)
{
    EXPECT_EQ(places("v=(.)", "v=2"), Texts{"Main.go:1:3 Main.go:1: found 2, wanted 1.8.1"});
    EXPECT_EQ(places("(.)=v", "\n2=v"), Texts{"Main.go:2:1 Main.go:2: found 2, wanted 1.8.1"});
}

TEST(SourceCheck, every_place_counts_and_right_ones_do_not_excuse_wrong_ones)
{
    EXPECT_EQ(places("v(.*)", "v1.8.1\nv1.8.0\nv1.8.1\nv1.7.9\n"),
              (Texts{"Main.go:2:2 Main.go:2: found 1.8.0, wanted 1.8.1",
                     "Main.go:4:2 Main.go:4: found 1.7.9, wanted 1.8.1"}));
}

TEST(SourceCheck, the_group_named_version_speaks_else_the_first_else_the_match)
{
    EXPECT_EQ(places(R"((\w+)=(?P<version>\S+))", "a=1.8.1"), Texts{});
    EXPECT_EQ(places(R"((\w+)=(\S+))", "a=1.8.1"), Texts{"Main.go:1:1 Main.go:1: found a, wanted 1.8.1"});
    EXPECT_EQ(places(R"(\d\S+)", "1.8.1\n1.8.2"), Texts{"Main.go:2:1 Main.go:2: found 1.8.2, wanted 1.8.1"});
}

TEST(SourceCheck, a_match_that_says_nothing_is_told)
{
    EXPECT_EQ(places(constant, "\nversionGokapi = \"\""), Texts{"Main.go:2:18 Main.go:2: found nothing, wanted 1.8.1"});
    EXPECT_EQ(places("old|new (.*)", "\n\nold"), Texts{"Main.go:3:1 Main.go:3: found nothing, wanted 1.8.1"});
}

TEST(SourceCheck, a_file_in_which_nothing_matches_is_a_finding)
{
    EXPECT_EQ(found(constant, "package main\n"),
              (std::vector<Finding>{
                  {"source-says-nothing", "Main.go", "nothing in 'Main.go' matches 'versionGokapi = \"(.*)\"'"}}));
    EXPECT_EQ(found(constant, "").size(), 1U);
}

TEST(SourceCheck, a_pattern_that_matches_everywhere_is_one_finding_and_not_thousands)
{
    const std::string thousand(1000, '1');
    EXPECT_EQ(found("1", thousand, "1").size(), 0U);
    EXPECT_EQ(found("1", thousand, "2").size(), 1000U);
    EXPECT_EQ(
        found("1", thousand + "1", "1"),
        (std::vector<Finding>{{"source-says-too-much", "Main.go", "more than 1000 places in 'Main.go' match '1'"}}));
}

TEST(SourceCheck, what_is_found_is_shown_without_harm_and_not_at_any_length)
{
    EXPECT_EQ(found("v(?s)(.*)", "v\x1b[31m\n").front().message, "Main.go:1: found ?[31m?, wanted 1.8.1");
    EXPECT_EQ(found("v(.*)", "v" + std::string(5000, 'x')).front().message,
              "Main.go:1: found " + std::string(100, 'x') + ", wanted 1.8.1");
}

TEST(SourceCheck, what_is_expected_need_not_be_a_version_of_the_order)
{
    EXPECT_EQ(places("v(.*)", "v1.8", "1.8"), Texts{});
    EXPECT_EQ(places("v(.*)", "v1.7", "1.8"), Texts{"Main.go:1:2 Main.go:1: found 1.7, wanted 1.8"});
}

}  // namespace
}  // namespace tagwarden
