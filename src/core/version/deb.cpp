// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Debian Policy 5.6.12; what is accepted follows dpkg 1.21 (lib/dpkg/parsehelp.c), the comparison its verrevcmp().

#include <climits>
#include <optional>

#include "core/version/characters.h"
#include "core/version/leading_numbers.h"
#include "core/version/reading.h"

namespace tagwarden {

namespace {

// A part is runs of other characters and numbers by turns. In a run '~' comes before its end, the end before
// letters, letters before the rest. The byte that ends a run also says how long the number behind it is, so that most
// keys fit into the 16 bytes that a sort looks at first.
constexpr char tilde = '\x01';
constexpr unsigned char end_of_run = 0x02;
constexpr unsigned char end_before_long_number = 'A' - 1;
constexpr unsigned char behind_letters = 0x80;

bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

char code_of(char c)
{
    if (c == '~') return tilde;
    if (is_letter(c)) return c;
    return static_cast<char>(static_cast<unsigned char>(c) + behind_letters);
}

void put_part(std::string_view text, std::size_t at, std::size_t end, KeyWriter& key)
{
    // An empty part is read, too: as a run and a number that are not there, which is what "0" is.
    do {
        for (; at < end && !is_digit(text[at]); ++at) key.put(code_of(text[at]), at);
        const auto number_end = end_of_digits(text.substr(0, end), at);
        const auto number = text.substr(at, number_end - at);  // none counts as zero
        key.put_number(number, at, end_of_run, end_before_long_number);
        at = number_end;
    } while (at < end);
    key.put(static_cast<char>(end_of_run), end);
}

std::optional<Flaw> find_flaw(std::string_view text, std::size_t from, std::size_t end, std::string_view allowed,
                              std::string_view wanted)
{
    for (auto at = from; at < end; ++at)
        if (!is_digit(text[at]) && !is_letter(text[at]) && allowed.find(text[at]) == std::string_view::npos)
            return Flaw{at, wanted};
    return std::nullopt;
}

/// The epoch before the first ':'. dpkg reads it with strtoimax(): white space and a sign may stand before it.
std::expected<std::size_t, Flaw> read_epoch(std::string_view text, std::size_t at, std::size_t colon, KeyWriter& key)
{
    constexpr std::string_view skipped_by_strtoimax = "\n\v\f\r";
    while (at < colon && skipped_by_strtoimax.find(text[at]) != std::string_view::npos) ++at;
    const bool negative = has(text, at, '-');
    if (negative || has(text, at, '+')) ++at;
    const auto end = end_of_digits(text, at);
    if (end == at || end != colon) return wants("a number before ':'", end);
    long value = 0;
    for (auto digit = at; digit < end && value <= INT_MAX; ++digit) value = value * 10 + (text[digit] - '0');
    if (value > INT_MAX || (negative && value != 0)) return wants("an epoch from 0 to 2147483647", at);
    key.put_number(text.substr(at, end - at), at);
    return colon + 1;
}

}  // namespace

Reading read_deb(std::string_view text, KeyWriter& key)
{
    std::size_t at = 0;
    auto end = text.size();
    while (at < end && is_blank(text[at])) ++at;
    while (end > at && is_blank(text[end - 1])) --end;
    const auto whole = text.substr(0, end);

    const auto colon = whole.find(':', at);
    if (colon == std::string_view::npos) {
        key.put_number("", at);
    } else {
        const auto behind = read_epoch(whole, at, colon, key);
        if (!behind) return std::unexpected(behind.error());
        at = *behind;
    }
    if (at == end || !is_digit(text[at])) return wants("a digit", at);

    const auto dash = whole.rfind('-');
    const bool has_revision = dash != std::string_view::npos && dash >= at;
    const auto upstream_end = has_revision ? dash : end;
    if (has_revision && dash + 1 == end) return wants("a revision behind '-'", end);
    if (auto flaw = find_flaw(text, at, upstream_end, ".-+~:", "a letter, a digit or one of . + - ~ :"))
        return std::unexpected(*flaw);
    if (auto flaw = find_flaw(text, has_revision ? dash + 1 : end, end, ".+~", "a letter, a digit or one of . + ~"))
        return std::unexpected(*flaw);

    put_part(text, at, upstream_end, key);
    put_part(text, has_revision ? dash + 1 : end, end, key);
    const auto upstream = text.substr(at, upstream_end - at);
    return Shape{leading_numbers(upstream), upstream.find('~') != std::string_view::npos, {}, {}};
}

}  // namespace tagwarden
