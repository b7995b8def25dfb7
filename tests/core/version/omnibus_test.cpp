// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

TEST(Omnibus, a_candidate_comes_before_its_release)
{
    tests::expect_order(Order::omnibus, {{"15.11.0+ee.0"},
                                         {"16.0.0+rc9.ee.0"},
                                         {"16.0.0+rc42.ce.0"},
                                         {"16.0.0+rc42.ee.0"},
                                         {"16.0.0+rc20200513160610.ee.0"},
                                         {"16.0.0+ce.0"},
                                         {"16.0.0+ee.0"},
                                         {"16.0.0+ee.1"},
                                         {"16.0.1+rc1.ee.0"},
                                         {"16.0.1+ee.0"},
                                         {"16.0.10+ee.0"},
                                         {"16.1.0+ee.0"}});
}

TEST(Omnibus, builds_of_one_base_are_release_branch_nightly)
{
    tests::expect_order(Order::omnibus, {{"13.1.1+ce.0"},
                                         {"13.1.1+rfbranch.99999.eb538eaf-0"},
                                         {"13.1.1+rfbranch.100000.eb538eaf-0"},
                                         {"13.1.1+rnightly.159756.b2b5f05e-0"},
                                         {"13.1.1-ce.0"},
                                         {"13.1.2-ce.0"}});
}

// versioncmp.c of git: numbers with leading zeros are fractions.
TEST(Omnibus, a_number_with_leading_zeros_is_a_fraction)
{
    tests::expect_order(
        Order::omnibus,
        {{"1.000"}, {"1.00"}, {"1.01"}, {"1.010"}, {"1.09"}, {"1.0"}, {"1.0a"}, {"1.1"}, {"1.9"}, {"1.10"}});
}

TEST(Omnibus, rc_counts_at_the_place_where_two_names_part)
{
    tests::expect_order(Order::omnibus, {{"1.0rc"}, {"1.0rcrc"}, {"1.0"}, {"1.0-"}, {"1.0r"}, {"1.0ra"}, {"1.0rd"}});
    tests::expect_order(Order::omnibus, {{"1.00rc"}, {"1.000"}, {"1.00"}, {"1.00a"}});
}

TEST(Omnibus, refuses_what_is_no_tag_or_begins_otherwise_and_says_where)
{
    const std::string digit = "a digit", further = "'.' and a further number", tag = "a character that a tag may have";
    const std::string other = "something else behind this character", end = "another end than '.' or '.lock'";
    tests::expect_refusals(Order::omnibus, {{"", 0, digit},
                                            {"v13.1.0+ee.0", 0, digit},
                                            {"13", 2, further},
                                            {"13-1", 2, further},
                                            {"13.", 3, digit},
                                            {"13.x", 3, digit},
                                            {"13.1 0", 4, tag},
                                            {"13.1~rc1", 4, tag},
                                            {"13.1/2", 4, tag},
                                            {"13.1\n", 4, tag},
                                            {"13.1\x7F", 4, tag},
                                            {"13.1..2", 5, other},
                                            {"13.1@{1}", 5, other},
                                            {"13.1.", 5, end},
                                            {"13.1.lock", 9, end}});
}

TEST(Omnibus, a_prerelease_is_what_has_rc_anywhere)
{
    tests::expect_portraits(Order::omnibus, {{"13.1.0+ee.0", {"13", "1", "0"}, false, ""},
                                             {"13.1.0+rc42.ee.0", {"13", "1", "0"}, true, ""},
                                             {"13.1.0-rc42.ee.0", {"13", "1", "0"}, true, ""},
                                             {"16.2+stable.1", {"16", "2", ""}, false, ""}});
}

}  // namespace
}  // namespace tagwarden
