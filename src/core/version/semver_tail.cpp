// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/semver_tail.h"

#include "core/version/characters.h"

namespace tagwarden {

namespace {

// Bytes of a key, in the order item 11 gives: the end of a list of identifiers comes before a further one,
// numeric identifiers before alphanumeric ones, any pre-release before the release itself.
constexpr char end_of_list = '\x00';
constexpr char prerelease_follows = '\x01';
constexpr char numeric = '\x02';
constexpr char alphanumeric = '\x03';
constexpr char release = '\x7F';

constexpr std::string_view identifier_wanted = "a letter, a digit or '-'";

bool may_be_in_identifier(char c)
{
    return is_digit(c) || is_letter(c) || c == '-';
}

std::size_t end_of_identifier(std::string_view text, std::size_t from)
{
    while (from < text.size() && may_be_in_identifier(text[from])) ++from;
    return from;
}

std::expected<void, Flaw> put_identifier(std::string_view text, std::size_t from, std::size_t end, KeyWriter& key)
{
    const auto identifier = text.substr(from, end - from);
    if (!all_digits(identifier)) {
        key.put(alphanumeric, from);
        key.put_text(identifier, from);
        key.put(end_of_list, end);
        return {};
    }
    if (identifier.size() > 1 && identifier.front() == '0') return wants("a number without leading zeros", from);
    key.put_number_mark(numeric, from);
    key.put_number(identifier, from);
    return {};
}

/// Identifiers with '.' between them; what comes back is where the list ends.
std::expected<std::size_t, Flaw> read_prerelease(std::string_view text, std::size_t at, KeyWriter& key)
{
    for (;; ++at) {
        const auto end = end_of_identifier(text, at);
        if (end == at) return wants(identifier_wanted, at);
        if (const auto put = put_identifier(text, at, end, key); !put) return std::unexpected(put.error());
        at = end;
        if (!has(text, at, '.')) break;
    }
    key.put(end_of_list, at);
    return at;
}

/// Build metadata has no order (item 10): it is only looked at.
std::expected<std::size_t, Flaw> read_build(std::string_view text, std::size_t at)
{
    for (;; ++at) {
        const auto end = end_of_identifier(text, at);
        if (end == at) return wants(identifier_wanted, at);
        at = end;
        if (!has(text, at, '.')) return at;
    }
}

}  // namespace

std::expected<bool, Flaw> read_semver_tail(std::string_view text, std::size_t at, KeyWriter& key)
{
    const bool prerelease = has(text, at, '-');
    key.put(prerelease ? prerelease_follows : release, at);
    if (prerelease) {
        const auto end = read_prerelease(text, at + 1, key);
        if (!end) return std::unexpected(end.error());
        at = *end;
    }
    if (has(text, at, '+')) {
        const auto end = read_build(text, at + 1);
        if (!end) return std::unexpected(end.error());
        if (*end < text.size()) return wants("'.' or the end", *end);
    } else if (at < text.size()) {
        return wants(prerelease ? "'.', '+' or the end" : "'-', '+' or the end", at);
    }
    return prerelease;
}

}  // namespace tagwarden
