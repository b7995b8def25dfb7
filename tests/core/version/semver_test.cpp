// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

// The list of SemVer 2.0.0, item 11, with numbers of any length.
TEST(Semver, orders_as_item_11_says)
{
    tests::expect_order(Order::semver, {{"0.0.0-0"},
                                        {"0.0.0"},
                                        {"0.9.10"},
                                        {"0.10.0"},
                                        {"1.0.0-0"},
                                        {"1.0.0-9"},
                                        {"1.0.0-10"},
                                        {"1.0.0--"},
                                        {"1.0.0-0a"},
                                        {"1.0.0-A"},
                                        {"1.0.0-alpha"},
                                        {"1.0.0-alpha.1"},
                                        {"1.0.0-alpha.beta"},
                                        {"1.0.0-alpha-1"},
                                        {"1.0.0-alpha1"},
                                        {"1.0.0-beta"},
                                        {"1.0.0-beta.2"},
                                        {"1.0.0-beta.11"},
                                        {"1.0.0-rc.1"},
                                        {"1.0.0-rc.1.1"},
                                        {"1.0.0-rc.1.a"},
                                        {"1.0.0-rc.2"},
                                        {"1.0.0"},
                                        {"1.0.1-0"},
                                        {"1.0.1"},
                                        {"1.2.0"},
                                        {"1.10.0"},
                                        {"2.0.0"},
                                        {"10.0.0"},
                                        {"99999999999999999999.0.0"},
                                        {"100000000000000000000.0.0"}});
}

TEST(Semver, build_metadata_does_not_count)
{
    tests::expect_order(Order::semver,
                        {{"1.0.0-rc.1+z"}, {"1.0.0+a", "1.0.0+b", "1.0.0", "1.0.0+001", "1.0.0+-"}, {"1.0.1+a"}});
}

TEST(Semver, numbers_of_hundreds_of_digits_have_an_order)
{
    const std::string nines(300, '9'), more = "1" + std::string(300, '0'), short_nines(254, '9'), at_edge(255, '1');
    tests::expect_order(Order::semver, {{"0.0." + short_nines}, {"0.0." + at_edge}, {"0.0." + nines}, {"0.0." + more}});
}

TEST(Semver, refuses_what_the_specification_refuses_and_says_where)
{
    const std::string digit = "a digit", further = "'.' and a further number", zeros = "a number without leading zeros";
    const std::string identifier = "a letter, a digit or '-'", tail = "'-', '+' or the end";
    tests::expect_refusals(Order::semver, {{"", 0, digit},
                                           {"1", 1, further},
                                           {"1.0", 3, further},
                                           {"1.", 2, digit},
                                           {"1..0", 2, digit},
                                           {"1.2.3.4", 5, tail},
                                           {"v1.2.3", 0, digit},
                                           {"01.2.3", 0, zeros},
                                           {"1.02.3", 2, zeros},
                                           {"1.2.00", 4, zeros},
                                           {"1.2.3-", 6, identifier},
                                           {"1.2.3-a..b", 8, identifier},
                                           {"1.2.3-a.", 8, identifier},
                                           {"1.2.3-01", 6, zeros},
                                           {"1.2.3-rc.01", 9, zeros},
                                           {"1.2.3-rc_1", 8, "'.', '+' or the end"},
                                           {"1.2.3+", 6, identifier},
                                           {"1.2.3+a..b", 8, identifier},
                                           {"1.2.3+a+b", 7, "'.' or the end"},
                                           {"1.2.3-a+b+c", 9, "'.' or the end"},
                                           {"1.2.3-\xC3\xA9", 6, identifier},
                                           {" 1.2.3", 0, digit},
                                           {"1.2.3\n", 5, tail},
                                           {std::string("1.2.3\0", 6), 5, tail},
                                           {"-1.2.3", 0, digit},
                                           {"1.2.x", 4, digit}});
}

TEST(Semver, knows_its_numbers_and_whether_it_is_a_prerelease)
{
    tests::expect_portraits(Order::semver, {{"1.8.0-rc.1", {"1", "8", "0"}, true, ""},
                                            {"1.8.0", {"1", "8", "0"}, false, ""},
                                            {"1.8.0+rc.1", {"1", "8", "0"}, false, ""},
                                            {"1.8.0--", {"1", "8", "0"}, true, ""}});
}

}  // namespace
}  // namespace tagwarden
