// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Json, a_mistake_is_said_with_its_line_and_column)
{
    const std::vector<std::pair<std::string, std::string>> mistakes{
        {"{\"a\": 1,\n \"b\" x}", "the file is not JSON: syntax error at line 2, column 6"},
        {"{\"a\": 1", "the file is not JSON: incomplete JSON at line 1, column 8"},
        {"[1]\n\n]", "the file is not JSON: extra data at line 3, column 1"},
    };
    for (const auto& [text, message] : mistakes) {
        const auto value = parse_json(text, "the file");
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().message, message);
    }
}

TEST(Json, canonical_text_has_sorted_keys_and_the_shortest_escapes)
{
    const auto value = parse_json(R"({"b": [1, -2, true, null], "a": "\u0041\n\u0001\"\\\/é"})", "text");
    ASSERT_TRUE(value);
    EXPECT_EQ(canonical(*value), R"({"a":"A\n\u0001\"\\/é","b":[1,-2,true,null]})");
}

TEST(Json, canonical_text_parses_to_itself)
{
    const std::string text = R"({"a":{"x":1,"y":[]},"b":"\t\u001f"})";
    EXPECT_EQ(canonical(*parse_json(text, "text")), text);
}

TEST(Json, what_is_not_json_is_malformed_and_named)
{
    const std::vector<std::string> texts{"", "{", "{\"a\":1}x", "{'a':1}", "[1,]", std::string(100, '[')};
    for (const auto& text : texts) {
        const auto value = parse_json(text, "a manifest");
        ASSERT_FALSE(value) << text;
        EXPECT_EQ(value.error().kind, ErrorKind::malformed);
        EXPECT_TRUE(value.error().message.starts_with("a manifest is not JSON")) << value.error().message;
    }
}

TEST(JsonReader, keeps_the_first_thing_that_was_wrong)
{
    const auto value = parse_json(R"({"size":"big","digest":7})", "text");
    JsonReader reader(*value, "a layer");
    EXPECT_EQ(reader.number("size"), 0);
    EXPECT_EQ(reader.text("digest"), "");
    ASSERT_TRUE(reader.error());
    EXPECT_EQ(reader.error()->message, "a layer: 'size' must be an integer, got \"big\"");
}

TEST(JsonReader, an_absent_member_is_wrong_only_where_it_must_be)
{
    const auto value = parse_json("{}", "text");
    JsonReader reader(*value, "a layer");
    EXPECT_EQ(reader.text_or("a", "x"), "x");
    EXPECT_TRUE(reader.list_or_empty("b").empty());
    EXPECT_FALSE(reader.error());
    EXPECT_EQ(reader.text("digest"), "");
    ASSERT_TRUE(reader.error());
    EXPECT_EQ(reader.error()->message, "a layer: 'digest' must be a string, got nothing");
}

TEST(JsonReader, what_is_no_object_is_wrong_at_once)
{
    const Json value = 7;
    EXPECT_EQ(JsonReader(value, "a manifest").error()->message, "a manifest is not a JSON object");
}

}  // namespace
}  // namespace tagwarden
