// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <boost/json/value.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tagwarden {

using Json = boost::json::value;
using JsonObject = boost::json::object;
using JsonArray = boost::json::array;

/// Parses a whole text as JSON. `what` names it in the error ("manifest sha256:…"), which has the place of the mistake
/// and nothing of the text itself: that may hold secrets.
/// Depth is bounded, so that a hostile text cannot exhaust the stack.
Result<Json> parse_json(std::string_view text, std::string_view what);

/// One line, without spaces, keys in their order.
std::string compact(const Json& value);

/// Canonical JSON (RFC 8785): sorted keys, shortest escapes, no spaces.
/// For values made of objects with ASCII keys, arrays, strings, booleans, null and integers;
/// anything else is a mistake of the caller.
std::string canonical(const Json& value);

/// Reads the members of one object into typed values and keeps the first thing that was wrong,
/// so that a decoder is a straight line and asks once, at its end, whether all went well.
class JsonReader {
public:
    /// `where` names the object in errors: "manifest", "ledger entry 12".
    JsonReader(const Json& value, std::string where);

    bool has(std::string_view key) const;
    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view otherwise);
    std::optional<std::string> maybe_text(std::string_view key);
    std::int64_t number(std::string_view key);
    std::int64_t number_or(std::string_view key, std::int64_t otherwise);
    bool flag_or(std::string_view key, bool otherwise);

    /// The elements of an array; none when the key is absent or null.
    std::vector<const Json*> list_or_empty(std::string_view key);
    std::vector<std::string> texts_or_empty(std::string_view key);
    /// The pairs of an object of strings; none when the key is absent or null.
    std::vector<std::pair<std::string, std::string>> pairs_or_empty(std::string_view key);
    const Json* member(std::string_view key) const;  ///< nullptr when absent or null

    /// Notes an error that a caller found in a value of this object.
    void wrong(Error error);

    const std::optional<Error>& error() const { return error_; }
    const std::string& where() const { return where_; }

private:
    void expected(std::string_view key, std::string_view type);

    const JsonObject* object_ = nullptr;
    std::string where_;
    std::optional<Error> error_;
};

}  // namespace tagwarden
