// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/tag_form.h"

#include <gtest/gtest.h>

#include <map>

namespace tagwarden::omnibus {
namespace {

TEST(OmnibusTagForm, the_version_of_a_tag_is_its_numbers_and_a_pre_release_behind_a_dash_or_dot)
{
    const std::map<std::string, std::string> rows{
        {"13.1.0+ce.0", "13.1.0"},
        {"13.1.0+rc42.ce.0", "13.1.0"},
        {"v1.2.3+ce.0", "1.2.3"},
        {"1.2.3-foo.3", "1.2.3-foo.3"},
        {"1.2.3-foo-3", "1.2.3-foo.3"},
        {"1.2.3-foo+ce.0", "1.2.3"},
        {"1.2.3_foo", "1.2.3"},
        {"1.2.3-", "1.2.3"},
        {"8.1.0.rc1.ee.0", "8.1.0-rc1.ee.0"},
        {"11.10.12345+5159f2949cb.59c9fa631", "11.10.12345"},
    };
    for (const auto& [tag, version] : rows) EXPECT_EQ(version_of_tag(tag), version) << tag;
}

TEST(OmnibusTagForm, a_tag_without_three_numbers_has_no_version)
{
    for (const auto* tag : {"", "v", "1", "1.2", "1.2.", "1.2+ce.0", "1..2.3", "x1.2.3", "release"}) {
        const auto version = version_of_tag(tag);
        ASSERT_FALSE(version) << tag;
        EXPECT_EQ(version.error().kind, ErrorKind::usage);
    }
    EXPECT_EQ(version_of_tag("1.2+ce.0").error().message, "the tag '1.2+ce.0' does not begin with three numbers");
}

TEST(OmnibusTagForm, the_iteration_is_what_follows_the_plus_up_to_a_dash)
{
    const std::map<std::string, std::string> rows{
        {"13.1.0+ce.0", "ce.0"},
        {"13.1.0+rc42.ce.0", "rc42.ce.0"},
        {"13.1.0+ce.0-5-gabc1234", "ce.0"},
        {"13.1.0+a+b", "a+b"},
        {"13.1.0+", "0"},
        {"13.1.0+-x", "0"},
        {"13.1.0", "0"},
        {"11.10.12345+5159f2949cb.59c9fa631", "5159f2949cb.59c9fa631"},
    };
    for (const auto& [tag, iteration] : rows) EXPECT_EQ(iteration_of_tag(tag), iteration) << tag;
}

TEST(OmnibusTagForm, an_auto_deploy_tag_has_two_revisions_of_seven_characters_or_more)
{
    for (const auto* tag : {"11.10.12345+5159f2949cb.59c9fa631", "1.2.3+1234567.1234567", "1.2.3+1234567.1.234567"})
        EXPECT_TRUE(is_auto_deploy_tag(tag)) << tag;
    for (const auto* tag : {"13.1.0+ce.0", "13.0.0+rc20200513160610.ee.0", "1.2.3+123456.1234567",
                            "1.2.3+1234567.123456", "1.2.3+12345671234567", "1.2.3-1234567.1234567",
                            "1.2+1234567.1234567", "v1.2.3+1234567.1234567", "1.2.3+1234 567.1234567", "1.2.3", ""})
        EXPECT_FALSE(is_auto_deploy_tag(tag)) << tag;
}

TEST(OmnibusTagForm, an_edition_stands_between_a_plus_or_dot_and_a_dot)
{
    EXPECT_TRUE(is_of_edition("13.1.0+ee.0", "ee"));
    EXPECT_TRUE(is_of_edition("13.1.0+rc42.ee.0", "ee"));
    EXPECT_TRUE(is_of_edition("8.1.0.rc1.ee.0", "ee"));
    for (const auto* tag : {"13.1.0+ce.0", "13.1.0+ee", "13.1.0-ee.0", "11.10.1+abc1234ee.0123456"})
        EXPECT_FALSE(is_of_edition(tag, "ee")) << tag;
}

TEST(OmnibusTagForm, tags_go_from_high_to_low_without_those_that_are_no_versions)
{
    EXPECT_EQ(highest_first({"15.9.0+ee.0", "v99", "15.10.0+rc9.ee.0", "latest", "15.10.0+ee.0", "15.10.0+rc42.ee.0"}),
              (std::vector<std::string>{"15.10.0+ee.0", "15.10.0+rc42.ee.0", "15.10.0+rc9.ee.0", "15.9.0+ee.0"}));
}

TEST(OmnibusTagForm, versions_and_tags_name_their_edition)
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {"13.1.0-ce.0", "ce"},     {"13.1.0+ee.0", "ee"}, {"13.1.0-rc42.ee.0", "ee"},
        {"13.1.0-fips.0", "fips"}, {"13.1.1-0", ""},      {"13.1.1+rnightly.1.abcdef01-0", ""}};
    for (const auto& [text, edition] : rows) EXPECT_EQ(omnibus::edition_named_in(text), edition) << text;
}

}  // namespace
}  // namespace tagwarden::omnibus
