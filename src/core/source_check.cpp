// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/source_check.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/same_version.h"

namespace tagwarden {

namespace {

/// A pattern that matches more often was not meant for versions.
constexpr std::size_t most_places = 1000;
constexpr std::size_t most_shown = 100;

struct Place {
    std::ptrdiff_t line = 1;
    std::ptrdiff_t column = 1;
};

/// Lines and columns count from 1, columns in bytes, as compilers do.
Place place_of(std::string_view piece, std::string_view text)
{
    const auto before = text.substr(0, static_cast<std::size_t>(piece.data() - text.data()));
    const auto line_begin = before.rfind('\n') + 1;  // npos + 1 is 0: the first line
    return {std::ranges::count(before, '\n') + 1, static_cast<std::ptrdiff_t>(before.size() - line_begin) + 1};
}

/// Nothing where the group took no part in the match.
std::optional<std::string_view> said_by(const Pattern& pattern, const Pattern::Match& match)
{
    const auto names = pattern.group_names();
    if (std::ranges::find(names, "version") != names.end()) return match.group("version");
    return match.group(std::min<std::size_t>(1, pattern.groups()));
}

std::string shown(std::string_view said)
{
    return said.empty() ? "nothing" : printable(said.substr(0, most_shown));
}

Finding other_version(const std::string& file, const Place& place, std::string_view said, const std::string& expected)
{
    return {"source-says-other-version", fmt::format("{}:{}:{}", file, place.line, place.column),
            fmt::format("{}:{}: found {}, wanted {}", printable(file), place.line, shown(said), expected)};
}

}  // namespace

std::vector<Finding> check_source(Order order, const SourceConfiguration& source, const std::string& expected,
                                  std::string_view text)
{
    const auto matches = source.match.find_all(text, most_places + 1);
    if (matches.empty())
        return {{"source-says-nothing", source.file,
                 fmt::format("nothing in '{}' matches '{}'", printable(source.file), printable(source.match.str()))}};
    if (matches.size() > most_places)
        return {{"source-says-too-much", source.file,
                 fmt::format("more than {} places in '{}' match '{}'", most_places, printable(source.file),
                             printable(source.match.str()))}};
    std::vector<Finding> findings;
    for (const auto& match : matches) {
        const auto said = said_by(source.match, match);
        if (said && says_version(order, expected, *said)) continue;
        findings.push_back(
            other_version(source.file, place_of(said.value_or(match.text()), text), said.value_or(""), expected));
    }
    return findings;
}

}  // namespace tagwarden
