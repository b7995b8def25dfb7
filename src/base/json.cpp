// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json/parse.hpp>
#include <boost/json/parser.hpp>
#include <boost/json/serialize.hpp>

#include "base/text.h"

namespace tagwarden {

namespace {

/// Where it ceases to be JSON: "at line 3, column 5".
std::string place_of_mistake(std::string_view text, const boost::json::parse_options& options)
{
    boost::json::parser parser({}, options);
    boost::system::error_code problem;
    const auto before = text.substr(0, parser.write(text, problem));
    const auto line = std::ranges::count(before, '\n') + 1;
    const auto column = before.size() - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0: the beginning
    return fmt::format("at line {}, column {}", line, column);
}

}  // namespace

Result<Json> parse_json(std::string_view text, std::string_view what)
{
    boost::json::parse_options options;
    options.max_depth = 32;
    boost::system::error_code problem;
    auto value = boost::json::parse(text, problem, {}, options);
    if (problem)
        return fail(ErrorKind::malformed,
                    fmt::format("{} is not JSON: {} {}", what, problem.message(), place_of_mistake(text, options)));
    return value;
}

std::string compact(const Json& value)
{
    return boost::json::serialize(value);
}

namespace {

// RFC 8785, 3.2.2.2: only what must be escaped is, and in its shortest form.
void write_string(std::string& out, std::string_view text)
{
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"': out += "\\\""; break;
            case '\\': out += "\\\\"; break;
            case '\b': out += "\\b"; break;
            case '\f': out += "\\f"; break;
            case '\n': out += "\\n"; break;
            case '\r': out += "\\r"; break;
            case '\t': out += "\\t"; break;
            default:
                if (static_cast<unsigned char>(c) < 0x20)
                    out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
                else
                    out += c;
        }
    }
    out += '"';
}

void write_canonical(std::string& out, const Json& value);

void write_object(std::string& out, const JsonObject& object)
{
    std::vector<const boost::json::key_value_pair*> members;
    members.reserve(object.size());
    for (const auto& member : object) members.push_back(&member);
    // RFC 8785, 3.2.3 sorts by UTF-16 units; for ASCII keys that is the order of the bytes.
    std::ranges::sort(members, {}, [](const auto* member) { return std::string_view(member->key()); });
    out += '{';
    for (bool first = true; const auto* member : members) {
        if (!first) out += ',';
        first = false;
        write_string(out, member->key());
        out += ':';
        write_canonical(out, member->value());
    }
    out += '}';
}

void write_array(std::string& out, const JsonArray& array)
{
    out += '[';
    for (bool first = true; const auto& element : array) {
        if (!first) out += ',';
        first = false;
        write_canonical(out, element);
    }
    out += ']';
}

void write_canonical(std::string& out, const Json& value)
{
    switch (value.kind()) {
        case boost::json::kind::object: return write_object(out, value.get_object());
        case boost::json::kind::array: return write_array(out, value.get_array());
        case boost::json::kind::string: return write_string(out, value.get_string());
        case boost::json::kind::int64: out += std::to_string(value.get_int64()); return;
        case boost::json::kind::uint64: out += std::to_string(value.get_uint64()); return;
        case boost::json::kind::bool_: out += value.get_bool() ? "true" : "false"; return;
        case boost::json::kind::null:
        case boost::json::kind::double_: out += "null"; return;
    }
}

}  // namespace

std::string canonical(const Json& value)
{
    std::string out;
    write_canonical(out, value);
    return out;
}

JsonReader::JsonReader(const Json& value, std::string where) : object_(value.if_object()), where_(std::move(where))
{
    if (object_ == nullptr) error_ = Error{ErrorKind::malformed, where_ + " is not a JSON object", {}, {}};
}

const Json* JsonReader::member(std::string_view key) const
{
    if (object_ == nullptr) return nullptr;
    const auto* value = object_->if_contains(key);
    return value == nullptr || value->is_null() ? nullptr : value;
}

bool JsonReader::has(std::string_view key) const
{
    return member(key) != nullptr;
}

void JsonReader::wrong(Error error)
{
    if (!error_) error_ = std::move(error);
}

void JsonReader::expected(std::string_view key, std::string_view type)
{
    const auto* value = member(key);
    const std::string got = value == nullptr ? "nothing" : printable(compact(*value)).substr(0, 60);
    wrong({ErrorKind::malformed, fmt::format("{}: '{}' must be {}, got {}", where_, key, type, got), {}, {}});
}

std::optional<std::string> JsonReader::maybe_text(std::string_view key)
{
    const auto* value = member(key);
    if (value == nullptr) return std::nullopt;
    if (const auto* text = value->if_string()) return std::string(*text);
    expected(key, "a string");
    return std::nullopt;
}

std::string JsonReader::text(std::string_view key)
{
    if (!has(key)) expected(key, "a string");
    return maybe_text(key).value_or("");
}

std::string JsonReader::text_or(std::string_view key, std::string_view otherwise)
{
    return maybe_text(key).value_or(std::string(otherwise));
}

std::int64_t JsonReader::number_or(std::string_view key, std::int64_t otherwise)
{
    const auto* value = member(key);
    if (value == nullptr) return otherwise;
    if (const auto* number = value->if_int64()) return *number;
    expected(key, "an integer");
    return otherwise;
}

std::int64_t JsonReader::number(std::string_view key)
{
    if (!has(key)) expected(key, "an integer");
    return number_or(key, 0);
}

bool JsonReader::flag_or(std::string_view key, bool otherwise)
{
    const auto* value = member(key);
    if (value == nullptr) return otherwise;
    if (const auto* flag = value->if_bool()) return *flag;
    expected(key, "true or false");
    return otherwise;
}

std::vector<const Json*> JsonReader::list_or_empty(std::string_view key)
{
    std::vector<const Json*> elements;
    const auto* value = member(key);
    if (value == nullptr) return elements;
    const auto* array = value->if_array();
    if (array == nullptr) {
        expected(key, "an array");
        return elements;
    }
    elements.reserve(array->size());
    for (const auto& element : *array) elements.push_back(&element);
    return elements;
}

std::vector<std::string> JsonReader::texts_or_empty(std::string_view key)
{
    std::vector<std::string> texts;
    for (const auto* element : list_or_empty(key)) {
        if (const auto* text = element->if_string())
            texts.emplace_back(*text);
        else
            expected(key, "an array of strings");
    }
    return texts;
}

std::vector<std::pair<std::string, std::string>> JsonReader::pairs_or_empty(std::string_view key)
{
    std::vector<std::pair<std::string, std::string>> pairs;
    const auto* value = member(key);
    if (value == nullptr) return pairs;
    const auto* object = value->if_object();
    if (object == nullptr) {
        expected(key, "an object");
        return pairs;
    }
    for (const auto& pair : *object) {
        if (const auto* text = pair.value().if_string())
            pairs.emplace_back(pair.key(), *text);
        else
            expected(key, "an object of strings");
    }
    return pairs;
}

}  // namespace tagwarden
