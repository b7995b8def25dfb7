// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>

#include "adapters/yaml/known_keys.h"
#include "base/json.h"
#include "core/build_kind.h"

namespace tagwarden {

namespace {

Json schema()
{
    std::ostringstream text;
    text << std::ifstream(TAGWARDEN_SCHEMA).rdbuf();
    auto parsed = parse_json(text.str(), "tagwarden.schema.json");
    EXPECT_TRUE(parsed) << parsed.error().message;
    return parsed ? *parsed : Json(JsonObject{});
}

std::set<std::string> keys_in(const JsonObject& object)
{
    std::set<std::string> keys;
    const auto* properties = object.if_contains("properties");
    if (properties == nullptr) return keys;
    for (const auto& [key, value] : properties->as_object()) keys.emplace(key);
    return keys;
}

}  // namespace

TEST(Schema, has_the_keys_that_the_parser_knows)
{
    const auto root = schema().as_object();
    for (const auto& [object, known, not_yet] : key_tables()) {
        const auto* found =
            object == "configuration" ? &root : root.at("$defs").as_object().if_contains(object)->if_object();
        ASSERT_NE(found, nullptr) << object;
        EXPECT_EQ(keys_in(*found), std::set<std::string>(known.begin(), known.end())) << object;
        EXPECT_EQ(found->at("additionalProperties"), Json(false)) << object;
    }
}

TEST(Schema, describes_no_object_that_the_parser_does_not_know)
{
    std::set<std::string> objects;
    for (const auto& table : key_tables()) objects.insert(table.object);
    const auto root = schema().as_object();
    for (const auto& [name, definition] : root.at("$defs").as_object())
        if (definition.as_object().contains("properties")) {
            EXPECT_TRUE(objects.contains(std::string(name))) << name;
        }
}

TEST(Schema, has_the_kinds_of_builds_that_there_are)
{
    const auto root = schema().as_object();
    const auto& kinds = root.at("$defs").at("destination").at("properties").at("kinds").at("items").at("enum");
    std::vector<std::string> names;
    for (const auto& name : kinds.as_array()) names.emplace_back(name.as_string());
    EXPECT_EQ(names, build_kind_names());
}

}  // namespace tagwarden
