// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string_view>
#include <utility>

namespace tagwarden::fuzz {

/// What a fuzzer does with one input. Each target defines it; any text must be fine.
void one_input(std::string_view text);

/// Ends the program where something that must hold does not: that is what a fuzzer looks for.
inline void require(bool holds, std::source_location where = std::source_location::current())
{
    if (holds) return;
    std::fprintf(stderr, "%s:%u: this must hold, and does not\n", where.file_name(), where.line());
    std::abort();
}

/// The first line, and what is behind it: how one input gives two texts.
inline std::pair<std::string_view, std::string_view> first_line(std::string_view text)
{
    const auto end = text.find('\n');
    if (end == std::string_view::npos) return {text, {}};
    return {text.substr(0, end), text.substr(end + 1)};
}

}  // namespace tagwarden::fuzz
