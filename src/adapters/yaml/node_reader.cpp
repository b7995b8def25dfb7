// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/yaml/node_reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

std::string described(const YAML::Node& node)
{
    switch (node.Type()) {
        case YAML::NodeType::Map: return "a map";
        case YAML::NodeType::Sequence: return "a list";
        case YAML::NodeType::Scalar: return "'" + printable(node.Scalar().substr(0, 100)) + "'";
        default: return "nothing";
    }
}

bool is_name(std::string_view text)
{
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789";
    return !text.empty() && letters.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789._-") == std::string_view::npos;
}

}  // namespace

void Reading::wrong(const YAML::Mark& at, const std::string& message, std::string hint)
{
    if (error_) return;
    error_ = Error{ErrorKind::usage,
                   fmt::format("{}:{}:{}: {}", printable(file_), at.line + 1, at.column + 1, message),
                   std::move(hint),
                   {}};
}

void Reading::wrong_type(const YAML::Node& node, const std::string& what, const std::string& wanted)
{
    std::string hint = "write 'KEY: TEXT', with quotes where the text begins with a special character";
    if (wanted == "a list") hint = "write 'KEY: [A, B]', or each element on a line of its own behind '- '";
    if (wanted == "a map")
        hint = "write each member on a line of its own, 'NAME: VALUE', indented below it, or {} for none";
    wrong(node.Mark(), fmt::format("{} must be {}, got {}", what, wanted, described(node)), std::move(hint));
}

std::string Reading::text(const YAML::Node& node, const std::string& what)
{
    if (!node.IsScalar()) {
        wrong_type(node, what, "text");
        return "";
    }
    if (node.Scalar().empty()) wrong(node.Mark(), what + " is empty", "give it a value, or leave the key out");
    return node.Scalar();
}

std::vector<YAML::Node> Reading::list(const YAML::Node& node, const std::string& what)
{
    if (!node.IsSequence()) {
        wrong_type(node, what, "a list");
        return {};
    }
    if (node.size() == 0) wrong(node.Mark(), what + " is an empty list", "name at least one, or leave the key out");
    return {node.begin(), node.end()};
}

std::vector<std::string> Reading::texts(const YAML::Node& node, const std::string& what)
{
    std::vector<std::string> all;
    for (const auto& element : list(node, what)) all.push_back(text(element, "an element of " + what));
    return all;
}

std::vector<Reading::Member> Reading::members(const YAML::Node& node, const std::string& what)
{
    if (!node.IsMap()) {
        wrong_type(node, what, "a map");
        return {};
    }
    std::vector<Member> all;
    for (const auto& pair : node) {
        auto key = text(pair.first, "a key of " + what);
        const auto first = std::ranges::find(all, key, &Member::key);
        if (first != all.end())
            wrong(pair.first.Mark(),
                  fmt::format("'{}' is there twice in {}, first in line {}", printable(key), what, first->at.line + 1),
                  "keep one of the two");
        // Said of the key: a value that is not there has no place of its own. No key may go without one.
        if (pair.second.IsNull())
            wrong(pair.first.Mark(), fmt::format("'{}' in {} has no value", printable(key), what),
                  "write it behind the ':', or leave the key out; {} is an empty map and \"\" an empty text");
        all.push_back({std::move(key), pair.first.Mark(), pair.second});
    }
    return all;
}

void Reading::expect_name(const Member& member, std::string_view kind)
{
    expect_name(member.at, member.key, kind);
}

void Reading::expect_name(const YAML::Mark& at, const std::string& name, std::string_view kind)
{
    if (is_name(name)) return;
    wrong(at, fmt::format("'{}' cannot be the name of {}", printable(name), kind),
          "use lower-case letters, digits, '.', '_' and '-', and begin with a letter or digit");
}

MapReader::MapReader(Reading& reading, const YAML::Node& node, std::string what, const KeyTable& keys)
    : reading_(reading), node_(node), what_(std::move(what)), members_(reading.members(node, what_))
{
    for (const auto& member : members_) check_key(member, keys);
}

void MapReader::check_key(const Reading::Member& member, const KeyTable& keys)
{
    if (std::ranges::find(keys.known, member.key) != keys.known.end()) return;
    if (std::ranges::find(keys.not_yet, member.key) != keys.not_yet.end()) {
        reading_.wrong(member.at, fmt::format("this version of Tagwarden does not support '{}' yet", member.key),
                       "leave it out");
        return;
    }
    reading_.wrong(
        member.at,
        fmt::format("{} has no key '{}'{}", what_, printable(member.key), did_you_mean(member.key, keys.known)),
        "known are " + join(keys.known, ", "));
}

std::optional<YAML::Node> MapReader::find(std::string_view key) const
{
    const auto found = std::ranges::find(members_, key, &Reading::Member::key);
    if (found == members_.end()) return std::nullopt;
    return found->value;
}

std::optional<YAML::Node> MapReader::required(std::string_view key)
{
    auto node = find(key);
    if (!node)
        reading_.wrong(node_.Mark(), fmt::format("{} lacks '{}'", what_, key), fmt::format("add '{}: VALUE'", key));
    return node;
}

std::string MapReader::text(std::string_view key)
{
    const auto node = required(key);
    return node ? reading_.text(*node, name_of(key)) : "";
}

std::string MapReader::text_or(std::string_view key, std::string_view otherwise)
{
    const auto node = find(key);
    return node ? reading_.text(*node, name_of(key)) : std::string(otherwise);
}

bool MapReader::flag_or(std::string_view key, bool otherwise)
{
    const auto node = find(key);
    if (!node) return otherwise;
    if (node->IsScalar() && node->Scalar() == "true") return true;
    if (node->IsScalar() && node->Scalar() == "false") return false;
    reading_.wrong(node->Mark(), fmt::format("{} must be true or false, got {}", name_of(key), described(*node)),
                   fmt::format("write '{}: true', or leave it out", key));
    return otherwise;
}

std::optional<Pattern> MapReader::pattern(std::string_view key)
{
    const auto text_of_it = text(key);
    const auto parsed = Pattern::parse(text_of_it);
    if (parsed) return *parsed;
    reading_.wrong(mark_of(key), name_of(key) + ": " + parsed.error().message, parsed.error().hint);
    return std::nullopt;
}

TextTemplate MapReader::text_template(std::string_view key)
{
    const auto text_of_it = text(key);
    return reading_.value_at(mark_of(key), name_of(key), TextTemplate::parse(text_of_it));
}

TextTemplate MapReader::text_template_or(std::string_view key, std::string_view otherwise)
{
    const auto text_of_it = text_or(key, otherwise);
    return reading_.value_at(mark_of(key), name_of(key), TextTemplate::parse(text_of_it));
}

std::string MapReader::name_of(std::string_view key) const
{
    return fmt::format("'{}' of {}", key, what_);
}

YAML::Mark MapReader::mark_of(std::string_view key) const
{
    const auto node = find(key);
    return node ? node->Mark() : node_.Mark();
}

}  // namespace tagwarden
