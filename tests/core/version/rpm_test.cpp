// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

// From rpm's own tests/rpmvercmp.at.
TEST(Rpm, a_tilde_comes_before_the_end_and_a_caret_behind_it)
{
    tests::expect_order(Order::rpm, {{"1.0~~"},
                                     {"1.0~rc1~git123"},
                                     {"1.0~rc1"},
                                     {"1.0~rc1^git1"},
                                     {"1.0~rc2"},
                                     {"1.0"},
                                     {"1.0^"},
                                     {"1.0^git1~pre"},
                                     {"1.0^git1"},
                                     {"1.0^git2"},
                                     {"1.0^20160101"},
                                     {"1.0^20160101^git1"},
                                     {"1.0a"},
                                     {"1.0.1^20160101"},
                                     {"1.01"}});
}

TEST(Rpm, numbers_come_behind_words_and_separators_do_not_count)
{
    tests::expect_order(Order::rpm, {{"a", "a.", ".a", "_a+"},
                                     {"aa"},
                                     {"b"},
                                     {"1", "01", "1.", "1_+"},
                                     {"1a"},
                                     {"1.0", "1_0", "1+0", "1..0", "1.00", "1\xC3\xA9.0"},
                                     {"1.0a", "1.0.a"},
                                     {"1.0b"},
                                     {"1.0.0"},
                                     {"1.9"},
                                     {"1.10", "1.010"},
                                     {"20101121"},
                                     {"99999999999999999999"},
                                     {"100000000000000000000"}});
}

TEST(Rpm, what_has_no_release_is_lower_than_all_that_have_one)
{
    tests::expect_order(Order::rpm,
                        {{"1.0", "0:1.0", ":1.0"}, {"1.0-~"}, {"1.0-", "1.0-."}, {"1.0-a"}, {"1.0-0"}, {"1.0-1"}});
}

TEST(Rpm, the_epoch_comes_first_and_the_release_last)
{
    tests::expect_order(Order::rpm, {{"9.9-9"}, {"1:0.1-1"}, {"1:0.1-2"}, {"1:0.2-1"}, {"2:", "2:."}, {"10:0"}});
    tests::expect_order(Order::rpm, {{"1.0-1"}, {"1.0-1-1"}});
    tests::expect_order(Order::rpm, {{"a:1", "a.1"}, {"1"}});
}

// Measured with rpm.
TEST(Rpm, names_of_omnibus_builds_do_not_order_as_their_authors_meant)
{
    tests::expect_order(Order::rpm, {{"13.1.0-ce.0"},
                                     {"13.1.0-ee.0"},
                                     {"13.1.0-rc9.ee.0"},
                                     {"13.1.0-rc42.ee.0"},
                                     {"13.1.1-ce.0"},
                                     {"13.1.1-0"},
                                     {"13.1.1+rfbranch.99999.eb538eaf-0"},
                                     {"13.1.1+rfbranch.100000.eb538eaf-0"},
                                     {"13.1.1+rnightly.fips.159756.b2b5f05e-0"},
                                     {"13.1.1+rnightly.159756.b2b5f05e-0", "13.1.1.rnightly.159756.b2b5f05e-0"},
                                     {"13.1.2-ce.0"},
                                     {"13.2.0-ee.0"},
                                     {"13.2.0+rnightly.159756.b2b5f05e-0"}});
}

TEST(Rpm, refuses_nothing_but_what_its_functions_cannot_be_given)
{
    tests::expect_refusals(Order::rpm, {{"", 0, "a version"}, {std::string("1.0\0", 4), 3, "no byte zero"}});
}

TEST(Rpm, a_prerelease_is_one_with_a_tilde_in_its_version)
{
    tests::expect_portraits(Order::rpm, {{"1:1.8.1-2", {"1", "8", "1"}, false, ""},
                                         {"1.8~rc1-1", {"1", "8", ""}, true, ""},
                                         {"1.8^git1-1", {"1", "8", ""}, false, ""},
                                         {"1.8.1-2~bpo", {"1", "8", "1"}, false, ""},
                                         {"a-b", {"", "", ""}, false, ""}});
}

}  // namespace
}  // namespace tagwarden
