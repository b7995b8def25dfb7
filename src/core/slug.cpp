// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/slug.h"

#include <fmt/format.h>

#include "base/hash.h"
#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t longest_tag = 128;

bool may_stay(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' || c == '_' || c == '-';
}

}  // namespace

Result<TagName> slug(std::string_view name)
{
    std::string text;
    bool in_run = false;
    for (const char c : name) {
        const bool stays = may_stay(c);
        if (stays) text += c;
        if (!stays && !in_run) text += '-';
        in_run = !stays;
    }
    if (text.empty() || text.front() == '.' || text.front() == '-')
        return fail(ErrorKind::usage,
                    fmt::format("the name '{}' gives no tag: '{}' does not begin with a letter, a digit or '_'",
                                excerpt(name), excerpt(text)));
    if (text.size() > longest_tag) {
        const auto mark = "-" + sha256_hex(name).substr(0, 8);
        text = text.substr(0, longest_tag - mark.size()) + mark;
    }
    return TagName::parse(text);
}

}  // namespace tagwarden
