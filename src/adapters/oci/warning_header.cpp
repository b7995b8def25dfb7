// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/warning_header.h"

#include <algorithm>
#include <optional>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::size_t longest_header = 4096;

/// Takes a quoted string (RFC 9110, 5.6.4) from the front; nothing when there is none that ends.
std::optional<std::string> take_quoted(std::string_view& rest)
{
    if (!rest.starts_with('"')) return std::nullopt;
    std::string text;
    for (std::size_t at = 1; at < rest.size(); ++at) {
        if (rest[at] == '"') {
            rest.remove_prefix(at + 1);
            return text;
        }
        if (rest[at] == '\\' && at + 1 < rest.size()) ++at;
        text += rest[at];
    }
    return std::nullopt;
}

void skip_to_next(std::string_view& rest)
{
    const auto comma = rest.find(',');
    rest.remove_prefix(comma == std::string_view::npos ? rest.size() : comma + 1);
}

}  // namespace

std::vector<std::string> registry_warnings(std::string_view header)
{
    constexpr std::string_view ours = "299 - ";
    std::vector<std::string> texts;
    for (auto rest = header.substr(0, longest_header); !rest.empty(); skip_to_next(rest)) {
        rest = trim(rest);
        if (!rest.starts_with(ours)) continue;
        rest.remove_prefix(ours.size());
        if (auto text = take_quoted(rest)) texts.push_back(printable(*text));
    }
    return texts;
}

}  // namespace tagwarden
