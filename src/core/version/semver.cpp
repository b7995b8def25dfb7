// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/semver.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/version/order_key.h"

namespace tagwarden {

namespace {

// Bytes of a key, in the order item 11 gives: the end of a list of identifiers comes before a further one,
// numeric identifiers before alphanumeric ones, any pre-release before the release itself.
constexpr char end_of_list = '\x00';
constexpr char prerelease_follows = '\x01';
constexpr char numeric = '\x02';
constexpr char alphanumeric = '\x03';
constexpr char release = '\x7F';

std::unexpected<Error> wrong(std::string_view text, std::string_view why)
{
    return fail(ErrorKind::usage,
                fmt::format("'{}' is not a semantic version: {}", printable(text.substr(0, 160)), why),
                "write MAJOR.MINOR.PATCH, for example 1.8.1 or 1.9.0-rc.1");
}

bool is_identifier(std::string_view part)
{
    return !part.empty() && std::ranges::all_of(part, [](char c) {
        return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-';
    });
}

bool has_leading_zero(std::string_view number)
{
    return number.size() > 1 && number.front() == '0';
}

}  // namespace

Result<Version::Parsed> parse_semver(std::string_view text)
{
    auto rest = text;
    if (const auto plus = rest.find('+'); plus != std::string_view::npos) {
        if (!std::ranges::all_of(split(rest.substr(plus + 1), '.'), is_identifier))
            return wrong(text,
                         "its build metadata has an empty part or a character other than letters, digits and '-'");
        rest = rest.substr(0, plus);
    }
    const auto dash = rest.find('-');
    const auto numbers = split(rest.substr(0, dash), '.');
    if (numbers.size() != 3 || !std::ranges::all_of(numbers, all_digits)) return wrong(text, "it wants three numbers");
    if (std::ranges::any_of(numbers, has_leading_zero)) return wrong(text, "a number has a leading zero");

    Version::Parsed parsed;
    for (const auto number : numbers) {
        append_number(parsed.key, number);
        parsed.numbers.emplace_back(number);
    }
    if (dash == std::string_view::npos) {
        parsed.key += release;
        return parsed;
    }
    parsed.prerelease = true;
    parsed.key += prerelease_follows;
    for (const auto part : split(rest.substr(dash + 1), '.')) {
        if (!is_identifier(part))
            return wrong(text, "its pre-release has an empty part or a character other than letters, digits and '-'");
        if (all_digits(part)) {
            if (has_leading_zero(part)) return wrong(text, "a number of its pre-release has a leading zero");
            parsed.key += numeric;
            append_number(parsed.key, part);
        } else {
            parsed.key += alphanumeric;
            parsed.key += part;
            parsed.key += end_of_list;
        }
    }
    parsed.key += end_of_list;
    return parsed;
}

}  // namespace tagwarden
