// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// One line is the type of an entry; the rest is its body. The whole is an entry, too, though hardly one with the right
// hash.

#include "core/ledger/entry_json.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    if (const auto entry = parse_entry(text)) require(parse_entry(entry_text(*entry)).has_value());

    const auto [type, json] = first_line(text);
    const auto value = parse_json(json, "body");
    if (!value) return;
    const auto body = body_from_json(type, *value, "body");
    if (!body) return;
    require(type_of(*body) == type);
    const Json written = body_to_json(*body);
    const auto again = body_from_json(type, written, "body");
    require(again && canonical(body_to_json(*again)) == canonical(written));
}

}  // namespace tagwarden::fuzz
