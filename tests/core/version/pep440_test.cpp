// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

// PEP 440, "Summary of permitted suffixes and relative ordering", and the list of the tests of `packaging`.
TEST(Pep440, orders_as_the_summary_says)
{
    tests::expect_order(Order::pep440, {{"1.0.dev456"},
                                        {"1.0.dev456+local"},
                                        {"1.0a1.dev1"},
                                        {"1.0a1"},
                                        {"1.0a1.post1.dev2"},
                                        {"1.0a1.post1"},
                                        {"1.0a2.dev456"},
                                        {"1.0a12.dev456"},
                                        {"1.0a12"},
                                        {"1.0b1.dev456"},
                                        {"1.0b2"},
                                        {"1.0b2.post345.dev456"},
                                        {"1.0b2.post345"},
                                        {"1.0rc1.dev456"},
                                        {"1.0rc1"},
                                        {"1.0rc1.post1"},
                                        {"1.0"},
                                        {"1.0+abc.5"},
                                        {"1.0+abc.7"},
                                        {"1.0+abd"},
                                        {"1.0+5"},
                                        {"1.0+5.a"},
                                        {"1.0+5.0"},
                                        {"1.0+10"},
                                        {"1.0.post0.dev1"},
                                        {"1.0.post0"},
                                        {"1.0.post456.dev34"},
                                        {"1.0.post456"},
                                        {"1.0.0.1"},
                                        {"1.1.dev1"},
                                        {"1.1"},
                                        {"99999999999999999999"},
                                        {"1!0.1"},
                                        {"2!0"}});
}

TEST(Pep440, has_many_spellings)
{
    tests::expect_order(Order::pep440, {{"1.0.dev0", "1.0dev", "1.0-dev", "1.0_DEV_0", "1.0.dev.", "v1.dev0"},
                                        {"1.0a1", "1.0alpha1", "1.0.a.1", "1.0-ALPHA_1", "1.0_a-01", "V1a1", " 1a1\n"},
                                        {"1.0b0", "1.0b", "1.0.beta", "1.0beta-"},
                                        {"1.0rc2", "1.0c2", "1.0pre2", "1.0.preview-2", "1.0Rc2", "1.0-PREVIEW2"},
                                        {"1.0", "1", "1.0.0", "v1.0", "V1", "0!1", "01.00", "1.0.0.0.0"},
                                        {"1.0+a.1", "1.0+A-01", "1+a_1"},
                                        {"1.0.post0", "1.0post", "1.0-r", "1.0.rev", "1.0_REV0", "1.0-0"},
                                        {"1.0.post4", "1.0-4", "1.0r4", "1.0-rev.4", "1post-04"}});
}

TEST(Pep440, a_number_behind_a_dash_belongs_to_the_word_before_it)
{
    tests::expect_order(Order::pep440, {{"1.0a1", "1.0a-1"}, {"1.0a1.post1", "1.0a1-1", "1.0a-1-1"}});
    tests::expect_order(Order::pep440, {{"1.0a", "1.0a-"}, {"1.0a.post1", "1.0a--1"}});
}

TEST(Pep440, refuses_what_packaging_refuses_and_says_where)
{
    const std::string tail = "a further number, a, b, rc, post, dev, a local version behind '+', or the end";
    const std::string local = "a letter or a digit", digit = "a digit";
    tests::expect_refusals(Order::pep440, {{"", 0, digit},
                                           {" ", 1, digit},
                                           {"french toast", 0, digit},
                                           {"v", 1, digit},
                                           {"vv1", 1, digit},
                                           {"v 1", 1, digit},
                                           {"1!", 2, digit},
                                           {"1!!1", 2, digit},
                                           {"!1", 0, digit},
                                           {".1", 0, digit},
                                           {"1.", 1, tail},
                                           {"1..0", 1, tail},
                                           {"1.0-", 3, tail},
                                           {"1.0+", 4, local},
                                           {"1.0+_a", 4, local},
                                           {"1.0+a..b", 6, local},
                                           {"1.0+a.", 6, local},
                                           {"1.0+a+b", 5, tail},
                                           {"1.0dev1.post1", 7, tail},
                                           {"1.0a1b1", 5, tail},
                                           {"1.0alph1", 4, tail},
                                           {"1.0-rc.1-slim", 8, tail},
                                           {"1.0--1", 3, tail},
                                           {"1 .0", 1, tail},
                                           {"1.0\xC2\xA0", 3, tail},
                                           {std::string("1\0", 2), 1, tail}});
}

TEST(Pep440, a_prerelease_is_what_comes_before_a_release)
{
    tests::expect_portraits(Order::pep440, {{"1.8.1", {"1", "8", "1"}, false, ""},
                                            {"1!2.3", {"2", "3", ""}, false, ""},
                                            {"v1.8.1.9rc1", {"1", "8", "1"}, true, ""},
                                            {"1.8.dev1", {"1", "8", ""}, true, ""},
                                            {"1.8.post1.dev1", {"1", "8", ""}, true, ""},
                                            {"1.8.post1", {"1", "8", ""}, false, ""},
                                            {"1.8+rc1", {"1", "8", ""}, false, ""}});
}

}  // namespace
}  // namespace tagwarden
