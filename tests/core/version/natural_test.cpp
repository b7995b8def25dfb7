// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/core/version/version_tables.h"

namespace tagwarden {
namespace {

TEST(Natural, stage_words_come_before_or_behind_the_release_they_belong_to)
{
    tests::expect_order(Order::natural, {{"1.0-dev", "1.0-SNAPSHOT", "1.0.nightly"},
                                         {"1.0-dev.1", "1.0-dev1"},
                                         {"1.0a1", "1.0-alpha.1", "1.0-Alpha1"},
                                         {"1.0b1", "1.0-beta1"},
                                         {"1.0-M1", "1.0-pre1", "1.0-ea.1"},
                                         {"1.0-rc", "1.0rc"},
                                         {"1.0-rc.1", "1.0-rc1", "1.0rc1", "1.0_RC1", "1.0~rc1", "1.0-cr1", "1.0c1"},
                                         {"1.0-rc.1.dev.3"},
                                         {"1.0-rc.1.1"},
                                         {"1.0-rc.2"},
                                         {"1.0-rc.10"},
                                         {"1.0", "v1.0", "V1.0"},
                                         {"1.0-r3", "1.0-p3", "1.0.post3", "1.0-3", "1.0+3", "1.0-build.3"},
                                         {"1.0-r10"},
                                         {"1.0k"},
                                         {"1.0l"},
                                         {"1.0.0"},
                                         {"1.1"}});
}

TEST(Natural, numbers_compare_as_numbers)
{
    tests::expect_order(Order::natural,
                        {{"3.9"}, {"3.12", "3.012"}, {"3.12.1"}, {"20240101"}, {"99999999999999999999"}});
}

TEST(Natural, a_flavour_decides_only_between_equal_versions)
{
    tests::expect_order(Order::natural, {{"3.11-slim"},
                                         {"3.12"},
                                         {"3.12-alpine3.9"},
                                         {"3.12-slim"},
                                         {"3.12.1-alpine"},
                                         {"3.13-rc1-alpine"},
                                         {"3.13-alpine"}});
}

TEST(Natural, what_is_not_part_of_the_version_is_its_flavour)
{
    tests::expect_portraits(Order::natural, {{"3.12-alpine3.20", {"3", "12", ""}, false, "alpine3.20"},
                                             {"0.6.3-rocm", {"0", "6", "3"}, false, "rocm"},
                                             {"1.0.2k", {"1", "0", "2"}, false, ""},
                                             {"7.2b1", {"7", "2", ""}, true, ""},
                                             {"2.0.0-rc.1-slim", {"2", "0", "0"}, true, "slim"},
                                             {"3.12-slim-bookworm", {"3", "12", ""}, false, "slim-bookworm"},
                                             {"jdk-17.0.1", {"17", "0", "1"}, false, "jdk-*"},
                                             {"jdk-17.0.1-alpine", {"17", "0", "1"}, false, "jdk-*-alpine"},
                                             {"1.2-r3", {"1", "2", ""}, false, ""},
                                             {"v1.2", {"1", "2", ""}, false, ""},
                                             {"release-7", {"7", "", ""}, false, "release-*"},
                                             {"17.0.1_12", {"17", "0", "1"}, false, ""},
                                             {"8u292", {"8", "", ""}, false, ""},
                                             {"8.0-jdk8", {"8", "0", ""}, false, "jdk8"},
                                             {"1.0-b", {"1", "0", ""}, false, "b"},
                                             {"1.0-rcx", {"1", "0", ""}, false, "rcx"},
                                             {"1.0-", {"1", "0", ""}, false, ""},
                                             {"20240101", {"20240101", "", ""}, false, ""}});
}

TEST(Natural, refuses_words_and_names_of_objects_and_says_where)
{
    const std::string number = "a version with a number in it", object = "a version, not the name of an object";
    const std::string tag = "a character that a tag may have";
    tests::expect_refusals(Order::natural, {{"", 0, number},
                                            {"latest", 6, number},
                                            {"v", 1, number},
                                            {"my tag 1", 2, number},
                                            {"\n1", 0, number},
                                            {"4b08305", 0, object},
                                            {"0123456789abcdef0123456789abcdef01234567", 0, object},
                                            {"1.0 slim", 3, tag},
                                            {"1.0-slim\n", 8, tag}});
}

TEST(Natural, digits_with_one_letter_at_their_end_are_no_name_of_an_object)
{
    EXPECT_TRUE(Version::parse(Order::natural, "20240101"));
    EXPECT_TRUE(Version::parse(Order::natural, "20240101b"));
    EXPECT_TRUE(Version::parse(Order::natural, "1.0.2ab"));
}

}  // namespace
}  // namespace tagwarden
