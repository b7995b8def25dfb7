// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/text.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Text, splits_into_every_part_also_empty_ones)
{
    EXPECT_EQ(split("a,b,", ','), (std::vector<std::string_view>{"a", "b", ""}));
    EXPECT_EQ(split("", ','), (std::vector<std::string_view>{""}));
}

TEST(Text, trims_white_space_only)
{
    EXPECT_EQ(trim(" \t1.8.1\r\n"), "1.8.1");
    EXPECT_EQ(trim(" \n"), "");
}

TEST(Text, finds_the_word_a_typing_error_meant)
{
    const std::vector<std::string> known{"publish", "rollback", "status"};
    EXPECT_EQ(nearest("publsh", known), "publish");
    EXPECT_EQ(nearest("rolback", known), "rollback");
    EXPECT_EQ(nearest("xyz", known), std::nullopt);
    EXPECT_EQ(did_you_mean("stauts", known), " (did you mean 'status'?)");
    EXPECT_EQ(did_you_mean("cpoy", std::vector<std::string>{"copy"}), " (did you mean 'copy'?)") << "neighbours";
}

TEST(Text, makes_foreign_text_safe_for_a_terminal)
{
    EXPECT_EQ(printable("a\x1b[31mb\nc"), "a?[31mb?c");
    EXPECT_EQ(printable("\xC2\x9B"
                        "31m, \xC2\x85, \x9B"
                        "31m"),
              "??31m, ??, ?31m")
        << "C1, in UTF-8 and as a byte";
    EXPECT_EQ(printable("a\u202Eb\u2066c\u2069"), "a???b???c???") << "bidi";
    EXPECT_EQ(printable("größer… → \u2065 \u202F"), "größer… → \u2065 \u202F");
}

TEST(Text, what_is_not_utf8_is_replaced_byte_by_byte)
{
    for (const auto* text : {"", "plain", "ü", "…", "漢字", "\U0001F600", "\xED\x9F\xBF"})
        EXPECT_EQ(with_valid_utf8(text), text);
    const std::string bad = "\xEF\xBF\xBD";
    EXPECT_EQ(with_valid_utf8("b\xE9ta"), "b" + bad + "ta");
    EXPECT_EQ(with_valid_utf8("\xC0\xAF"), bad + bad) << "a slash in too many bytes";
    EXPECT_EQ(with_valid_utf8("\xED\xA0\x80"), bad + bad + bad) << "half of a surrogate pair";
    EXPECT_EQ(with_valid_utf8("\xF4\x90\x80\x80"), bad + bad + bad + bad) << "above U+10FFFF";
    EXPECT_EQ(with_valid_utf8("\xE2\x80"), bad + bad) << "cut off";
}

}  // namespace
}  // namespace tagwarden
