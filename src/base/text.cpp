// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/text.h"

#include <algorithm>
#include <numeric>

namespace tagwarden {

std::string_view trim(std::string_view text)
{
    constexpr std::string_view space = " \t\r\n\v\f";
    const auto first = text.find_first_not_of(space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(space) - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char at)
{
    std::vector<std::string_view> parts;
    for (auto end = text.find(at); end != std::string_view::npos; end = text.find(at)) {
        parts.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.push_back(text);
    return parts;
}

std::string join(std::span<const std::string> parts, std::string_view between)
{
    std::string joined;
    for (const auto& part : parts) {
        if (!joined.empty()) joined += between;
        joined += part;
    }
    return joined;
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text)
{
    return !text.empty() && std::ranges::all_of(text, is_digit);
}

namespace {

/// Letters put in, left out and replaced, and neighbours that changed places ("optimal string alignment"), three rows
/// at a time.
std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> before(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    std::vector<std::size_t> next(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < a.size(); ++i) {
        next[0] = i + 1;
        for (std::size_t j = 0; j < b.size(); ++j) {
            next[j + 1] = std::min({row[j + 1] + 1, next[j] + 1, row[j] + (a[i] == b[j] ? 0U : 1U)});
            const bool swapped = i > 0 && j > 0 && a[i] == b[j - 1] && a[i - 1] == b[j];
            if (swapped) next[j + 1] = std::min(next[j + 1], before[j - 1] + 1);
        }
        std::swap(before, row);
        std::swap(row, next);
    }
    return row.back();
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known)
{
    std::optional<std::string> best;
    std::size_t best_distance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const auto& candidate : known) {
        const auto distance = edit_distance(word, candidate);
        if (distance >= best_distance) continue;
        best_distance = distance;
        best = candidate;
    }
    return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string> known)
{
    const auto meant = nearest(word, known);
    return meant ? " (did you mean '" + *meant + "'?)" : "";
}

namespace {

/// How many bytes the character of UTF-8 that begins here has; 0 when none does (RFC 3629, section 4).
std::size_t utf8_length(std::string_view text)
{
    const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U; };
    const auto follows = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
    const auto first = byte(0), second = byte(1);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first < 0xE0) return follows(1) ? 2 : 0;
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F)) return 0;
    if (first >= 0xE0 && first < 0xF0) return follows(1) && follows(2) ? 3 : 0;
    if ((first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F)) return 0;
    if (first >= 0xF0 && first < 0xF5) return follows(1) && follows(2) && follows(3) ? 4 : 0;
    return 0;
}

/// A character, or a byte that is of none, that a terminal would obey: C0, C1 (ECMA-48, section 5) and what embeds,
/// overrides or isolates a direction (Unicode, annex 9, section 2).
bool is_control(std::string_view character)
{
    const auto byte = [&](std::size_t i) {
        return i < character.size() ? static_cast<unsigned char>(character[i]) : 0U;
    };
    const auto is_c1 = [](unsigned value) { return value >= 0x80 && value < 0xA0; };
    if (character.size() == 1) return byte(0) < 0x20 || byte(0) == 0x7F || is_c1(byte(0));
    if (byte(0) == 0xC2) return is_c1(byte(1));
    if (byte(0) != 0xE2) return false;
    return (byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE) ||
           (byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9);
}

}  // namespace

std::string printable(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size());
    while (!text.empty()) {
        const auto length = std::max<std::size_t>(utf8_length(text), 1);
        const auto character = text.substr(0, length);
        if (is_control(character))
            safe.append(length, '?');
        else
            safe += character;
        text.remove_prefix(length);
    }
    return safe;
}

std::string with_valid_utf8(std::string_view text)
{
    std::string valid;
    valid.reserve(text.size());
    while (!text.empty()) {
        const auto length = utf8_length(text);
        valid += length == 0 ? std::string_view("\xEF\xBF\xBD") : text.substr(0, length);
        text.remove_prefix(std::max<std::size_t>(length, 1));
    }
    return valid;
}

std::string excerpt(std::string_view text)
{
    constexpr std::size_t longest = 160;
    if (text.size() <= longest) return printable(text);
    auto end = longest;  // not in the middle of a character
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) --end;
    return printable(text.substr(0, end)) + "…";
}

}  // namespace tagwarden
