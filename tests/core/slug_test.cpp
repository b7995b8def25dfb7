// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/slug.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Slug, a_run_of_foreign_characters_becomes_one_dash)
{
    EXPECT_EQ(slug("13.1.1+rfbranch.159743.eb538eaf-0")->str(), "13.1.1-rfbranch.159743.eb538eaf-0");
    EXPECT_EQ(slug("feature/ä b//c")->str(), "feature-b-c");
    EXPECT_EQ(slug("v1.8.1")->str(), "v1.8.1");
}

TEST(Slug, a_name_that_gives_no_tag_is_an_error)
{
    for (const std::string name : {"", "/x", "-x", ".x", "+"}) EXPECT_FALSE(slug(name)) << name;
}

TEST(Slug, long_names_stay_apart)
{
    const auto a = *slug(std::string(200, 'a') + "x"), b = *slug(std::string(200, 'a') + "y");
    EXPECT_EQ(a.str().size(), 128U);
    EXPECT_NE(a, b);
    EXPECT_EQ(slug(std::string(128, 'a'))->str(), std::string(128, 'a'));
}

}  // namespace
}  // namespace tagwarden
