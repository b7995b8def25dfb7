// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/challenge.h"

#include <algorithm>

#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

namespace {

std::string quoted(std::string_view text)
{
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c;
    }
    return quoted + "\"";
}

/// The challenges as a server that does all right would write them.
std::string written(const std::vector<Challenge>& challenges)
{
    std::string header;
    for (const auto& challenge : challenges) {
        header += (header.empty() ? "" : ", ") + challenge.scheme;
        if (!challenge.token68.empty()) header += " " + challenge.token68;
        for (std::string_view before = challenge.token68.empty() ? " " : ", ";
             const auto& [name, value] : challenge.parameters) {
            header.append(before).append(name).append("=").append(quoted(value));
            before = ", ";
        }
    }
    return header;
}

}  // namespace

void one_input(std::string_view text)
{
    const auto challenges = parse_challenges(text);
    for (const auto& challenge : challenges) {
        require(!challenge.scheme.empty());
        require(std::ranges::none_of(challenge.scheme, [](char c) { return c >= 'A' && c <= 'Z'; }));
        for (const auto& [name, value] : challenge.parameters) require(!name.empty());
    }
    require(parse_challenges(written(challenges)) == challenges);
}

}  // namespace tagwarden::fuzz
