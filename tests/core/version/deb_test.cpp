// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

// Debian Policy 5.6.12 has the list "~~", "~~a", "~", the empty part, "a".
TEST(Deb, a_tilde_comes_before_the_end_and_letters_before_the_rest)
{
    tests::expect_order(Order::deb, {{"1.0~~"},
                                     {"1.0~~a"},
                                     {"1.0~"},
                                     {"1.0~rc1"},
                                     {"1.0~rc1+b1"},
                                     {"1.0~rc2"},
                                     {"1.0~rc10"},
                                     {"1.0"},
                                     {"1.0A"},
                                     {"1.0Z"},
                                     {"1.0a"},
                                     {"1.0z"},
                                     {"1.0+"},
                                     {"1.0+a"},
                                     {"1.0-0a-0"},
                                     {"1.0."}});
}

TEST(Deb, numbers_compare_as_numbers_of_any_length)
{
    tests::expect_order(
        Order::deb,
        {{"0"}, {"1.9"}, {"1.10", "1.010", "01.10"}, {"1.99999999999999999999"}, {"1.100000000000000000000"}, {"2"}});
}

TEST(Deb, numbers_that_are_too_long_for_one_byte_still_come_before_letters)
{
    const std::string longest(61, '9'), longer(62, '1'), far(300, '1');
    tests::expect_order(Order::deb, {{"1." + longest}, {"1." + longer}, {"1." + far}, {"1." + far + "0"}, {"1.A"}});
}

TEST(Deb, what_is_not_there_counts_as_zero)
{
    tests::expect_order(Order::deb, {{"1.0-~1"},
                                     {"1.0", "1.0-0", "0:1.0", "0:1.0-0", "1.0-00", "00:1.00-0"},
                                     {"1.0-0.1"},
                                     {"1.0-1", "1.0-01"},
                                     {"1.0a", "1.0a0", "1.0a-0"},
                                     {"1.0.", "1.0.0"},
                                     {"1.0.0.", "1.0.0.0"}});
}

TEST(Deb, the_epoch_comes_first_and_the_revision_last)
{
    tests::expect_order(Order::deb, {{"9.9-9"}, {"1:0.1-1"}, {"1:0.1-2"}, {"1:0.2-1"}, {"2:0"}, {"2147483647:0"}});
    tests::expect_order(Order::deb, {{"1-1"}, {"1-1-1"}, {"1.1"}});
}

TEST(Deb, an_epoch_is_read_as_dpkg_reads_it)
{
    tests::expect_order(Order::deb,
                        {{"1.0", "-0:1.0", "+0:1.0", "000:1.0"}, {"1:1.0", "+1:1.0", "\n1:1.0", " 1:1.0\t"}});
}

// Measured with dpkg: what the document of omnibus-gitlab believes, and what is so.
TEST(Deb, names_of_omnibus_builds_do_not_order_as_their_authors_meant)
{
    tests::expect_order(Order::deb, {{"13.0.9-ee.0"},
                                     {"13.1.0-ce.0"},
                                     {"13.1.0-ee.0"},
                                     {"13.1.0-rc9.ee.0"},
                                     {"13.1.0-rc42.ee.0"},
                                     {"13.1.0+ce.0"},
                                     {"13.1.0+rc42.ce.0"},
                                     {"13.1.1-0"},
                                     {"13.1.1-ce.0"},
                                     {"13.1.1+rfbranch.99999.eb538eaf-0"},
                                     {"13.1.1+rfbranch.100000.eb538eaf-0"},
                                     {"13.1.1+rnightly.159756.b2b5f05e-0"},
                                     {"13.1.1+rnightly.fips.159756.b2b5f05e-0"},
                                     {"13.1.2-ce.0"},
                                     {"13.1.10-ce.0"},
                                     {"13.2.0-ee.0"},
                                     {"13.2.0+rnightly.159756.b2b5f05e-0"}});
}

TEST(Deb, refuses_what_dpkg_refuses_and_says_where)
{
    const std::string upstream = "a letter, a digit or one of . + - ~ :",
                      revision = "a letter, a digit or one of . + ~";
    const std::string digit = "a digit", epoch = "a number before ':'", range = "an epoch from 0 to 2147483647";
    tests::expect_refusals(Order::deb, {{"", 0, digit},
                                        {"  ", 2, digit},
                                        {"a1", 0, digit},
                                        {"~1", 0, digit},
                                        {"-1", 0, digit},
                                        {":1", 0, epoch},
                                        {"a:1", 0, epoch},
                                        {"1a:1", 1, epoch},
                                        {"1 :1", 1, epoch},
                                        {"1:", 2, digit},
                                        {"1:a", 2, digit},
                                        {"-1:1", 1, range},
                                        {"2147483648:1", 0, range},
                                        {"99999999999999999999:1", 0, range},
                                        {"1.0-", 4, "a revision behind '-'"},
                                        {"1.0_1", 3, upstream},
                                        {"1.0 1", 3, upstream},
                                        {"1.0\n", 3, upstream},
                                        {"1.0-1_1", 5, revision},
                                        {"1.0-1:1", 1, epoch},
                                        {"1.0\xC3\xA9", 3, upstream},
                                        {std::string("1\0", 2), 1, upstream}});
}

TEST(Deb, a_prerelease_is_one_with_a_tilde_in_its_upstream_part)
{
    tests::expect_portraits(Order::deb, {{"1:1.8.1-2", {"1", "8", "1"}, false, ""},
                                         {"1.8~rc1", {"1", "8", ""}, true, ""},
                                         {"1.8.1-2~bpo12+1", {"1", "8", "1"}, false, ""},
                                         {"7a.2", {"7", "", ""}, false, ""}});
}

}  // namespace
}  // namespace tagwarden
