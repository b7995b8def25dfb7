// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/version_parts.h"

#include <algorithm>

#include "base/text.h"
#include "core/version/characters.h"

namespace tagwarden {

namespace {

/// Whether a number, '-' and two digits that end here are the rest of a date: 2026-11-22.
bool is_rest_of_date(std::string_view text)
{
    return text.size() >= 6 && text[0] == '-' && end_of_digits(text, 1) == 3 && text[3] == '-' &&
           end_of_digits(text, 4) == 6;
}

}  // namespace

VersionParts version_parts(std::string_view text)
{
    VersionParts parts;
    std::size_t at = end_of_digits(text, 0);
    parts.numbers.emplace_back(text.substr(0, at));
    const char between = at == 4 && is_rest_of_date(text.substr(at)) ? '-' : '.';
    while (has(text, at, between) && (between != '-' || parts.numbers.size() != 3)) {
        const auto end = end_of_digits(text, at + 1);
        parts.numbers.emplace_back(text.substr(at + 1, end - at - 1));
        at = end;
    }
    const auto plus = std::min(text.find('+', at), text.size());
    if (has(text, at, '-')) parts.prerelease = text.substr(at + 1, plus - at - 1);
    if (plus < text.size()) parts.build = text.substr(plus + 1);
    return parts;
}

std::string text_of(const VersionParts& parts)
{
    auto text = join(parts.numbers, ".");
    if (!parts.prerelease.empty()) text += "-" + parts.prerelease;
    if (!parts.build.empty()) text += "+" + parts.build;
    return text;
}

VersionParts with_three_numbers(VersionParts parts)
{
    for (auto& number : parts.numbers) number = without_leading_zeros(number);
    while (parts.numbers.size() < 3) parts.numbers.emplace_back("0");
    return parts;
}

std::string without_leading_zeros(std::string_view digits)
{
    if (digits.empty()) return "";
    return std::string(digits.substr(std::min(digits.find_first_not_of('0'), digits.size() - 1)));
}

}  // namespace tagwarden
