// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/text_template.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

const Variables variables{
    {"version", "1.8.1"}, {"major", "1"}, {"variant", ""}, {"env.HOST", "example.com"}, {"branch", ""}};

TEST(TextTemplate, fills_its_holes)
{
    const std::pair<std::string, std::string> rows[] = {
        {"", ""},
        {"latest", "latest"},
        {"v{version}", "v1.8.1"},
        {"{major}", "1"},
        {"x{variant}", "x"},
        {"{env.HOST}/a", "example.com/a"},
        {"{branch|version}", "1.8.1"},
        {"{ci.upstream_sha|env.NO|major}", "1"},
    };
    for (const auto& [text, wanted] : rows) EXPECT_EQ(*TextTemplate::parse(text)->render(variables), wanted) << text;
}

TEST(TextTemplate, what_lacks_a_value_is_named)
{
    const auto error = TextTemplate::parse("{env.NO}/a")->render(variables).error();
    EXPECT_EQ(error.message, "'{env.NO}/a' needs {env.NO}, which has no value here");
    EXPECT_EQ(error.hint, "set the environment variable NO");
    EXPECT_FALSE(TextTemplate::parse("{branch}")->render(variables));
}

TEST(TextTemplate, the_commit_of_another_project_is_said_how_to_set)
{
    const auto error = TextTemplate::parse("{ci.upstream_sha}")->render({{"ci.upstream_sha", ""}}).error();
    EXPECT_EQ(error.message, "'{ci.upstream_sha}' needs {ci.upstream_sha}, which has no value here");
    EXPECT_NE(error.hint.find("set TAGWARDEN_UPSTREAM_COMMIT, or give a fallback"), std::string::npos) << error.hint;
}

TEST(TextTemplate, can_be_filled_with_what_is_known_already)
{
    const std::pair<std::string, std::string> rows[] = {
        {"{version}-{edition}", "{version}-ee"},    {"{edition|version}", "ee"},
        {"{version|edition}", "{version|edition}"}, {"latest{suffix}", "latest"},
        {"{major}.{minor}", "{major}.{minor}"},
    };
    for (const auto& [text, wanted] : rows)
        EXPECT_EQ(TextTemplate::parse(text)->filled_with({{"edition", "ee"}, {"suffix", ""}}), wanted) << text;
}

TEST(TextTemplate, a_name_it_does_not_know_is_an_error_with_the_nearest)
{
    EXPECT_EQ(TextTemplate::parse("{verison}").error().message,
              "'{verison}': {verison} is not known in a template (did you mean 'version'?)");
    EXPECT_FALSE(TextTemplate::parse("{version"));
    EXPECT_FALSE(TextTemplate::parse("{}"));
    EXPECT_FALSE(TextTemplate::parse("{version|}"));
}

}  // namespace
}  // namespace tagwarden
