// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/tag_name.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(TagName, takes_what_a_registry_takes)
{
    for (const auto& text : {std::string("latest"), std::string("v1.8.1"), std::string("_x"),
                             std::string("13.1.1-rfbranch.159743.eb538eaf-0"), std::string(128, 'a')})
        EXPECT_EQ(TagName::parse(text)->str(), text);
}

TEST(TagName, says_what_is_wrong)
{
    const std::pair<std::string, std::string> rows[] = {
        {"", "'' is not a tag: it is empty"},
        {"-x", "'-x' is not a tag: it must begin with a letter, a digit or '_'"},
        {".x", "'.x' is not a tag: it must begin with a letter, a digit or '_'"},
        {"1.0+ee.0", "'1.0+ee.0' is not a tag: '+' is not allowed, only letters, digits, '_', '.' and '-'"},
        {"1.0~rc1", "'1.0~rc1' is not a tag: '~' is not allowed, only letters, digits, '_', '.' and '-'"},
        {"a\nb", "'a?b' is not a tag: '?' is not allowed, only letters, digits, '_', '.' and '-'"},
    };
    for (const auto& [text, message] : rows) EXPECT_EQ(TagName::parse(text).error().message, message);
    EXPECT_FALSE(TagName::parse(std::string(129, 'a')));
}

}  // namespace
}  // namespace tagwarden
