// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/environment.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(EnvironmentVariables, are_trimmed_and_empty_means_unset)
{
    const Environment environment{{"A", " 1.2\n"}, {"BLANK", " \t"}, {"EMPTY", ""}};
    EXPECT_EQ(value_of(environment, "A"), "1.2");
    for (const auto* name : {"BLANK", "EMPTY", "ABSENT", "a"}) EXPECT_EQ(value_of(environment, name), "") << name;
}

TEST(EnvironmentVariables, are_on_unless_unset_zero_or_false)
{
    for (const auto* value : {"1", "true", " yes ", "https://ci.example"})
        EXPECT_TRUE(is_on({{"CI", value}}, "CI")) << value;
    for (const auto* value : {"", " ", "0", "false", " false\n"}) EXPECT_FALSE(is_on({{"CI", value}}, "CI")) << value;
    EXPECT_FALSE(is_on({}, "CI"));
}

TEST(EnvironmentVariables, fill_templates_with_trimmed_values)
{
    const auto text = TextTemplate::parse("{env.BLANK|env.HOST}/a");
    ASSERT_TRUE(text);
    EXPECT_EQ(text->render(template_variables({{"HOST", " example.com\n"}, {"BLANK", " "}})), "example.com/a");
}

}  // namespace
}  // namespace tagwarden
