// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/characters.h"
#include "core/version/semver_tail.h"

namespace tagwarden {

namespace {

constexpr char end_of_numbers = '\x00';
constexpr char further_number = '\x01';
constexpr std::size_t most_numbers = 5;

/// 2026-11-22, where '-' does not begin a pre-release.
bool begins_with_dashed_date(std::string_view text)
{
    constexpr std::string_view form = "dddd-dd-dd";
    if (text.size() < form.size() || (text.size() > form.size() && is_digit(text[form.size()]))) return false;
    for (std::size_t i = 0; i < form.size(); ++i)
        if (form[i] == 'd' ? !is_digit(text[i]) : text[i] != '-') return false;
    return true;
}

}  // namespace

Reading read_calver(std::string_view text, KeyWriter& key)
{
    Shape shape;
    const char between = begins_with_dashed_date(text) ? '-' : '.';
    const std::size_t most = between == '-' ? 3 : most_numbers;
    std::size_t at = 0;
    for (std::size_t count = 0;;) {
        const auto end = end_of_digits(text, at);
        if (end == at) return wants("a digit", at);
        if (count < shape.numbers.size()) shape.numbers[count] = text.substr(at, end - at);
        key.put(further_number, at);
        key.put_number(text.substr(at, end - at), at);
        at = end;
        if (++count == most || !has(text, at, between)) break;
        ++at;
    }
    key.put(end_of_numbers, at);
    const auto prerelease = read_semver_tail(text, at, key);
    if (!prerelease) return std::unexpected(prerelease.error());
    shape.prerelease = *prerelease;
    return shape;
}

}  // namespace tagwarden
