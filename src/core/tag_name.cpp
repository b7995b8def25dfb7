// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/tag_name.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

}  // namespace

Result<TagName> TagName::parse(std::string_view text)
{
    const auto wrong = [&](std::string_view why) {
        return fail(ErrorKind::usage, fmt::format("'{}' is not a tag: {}", excerpt(text), why));
    };
    if (text.empty()) return wrong("it is empty");
    if (text.size() > 128) return wrong(fmt::format("it has {} characters, at most 128 are allowed", text.size()));
    if (!is_word(text.front())) return wrong("it must begin with a letter, a digit or '_'");
    const auto bad = std::ranges::find_if_not(text, [](char c) { return is_word(c) || c == '.' || c == '-'; });
    if (bad != text.end())
        return wrong(fmt::format("'{}' is not allowed, only letters, digits, '_', '.' and '-'",
                                 printable(std::string_view(bad, bad + 1))));
    return TagName(std::string(text));
}

}  // namespace tagwarden
