// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// rpm 4.18: rpmio/rpmvercmp.c for a part, lib/rpmver.c for the parts.

#include "core/version/characters.h"
#include "core/version/leading_numbers.h"
#include "core/version/reading.h"

namespace tagwarden {

namespace {

// What a part can go on with, from low to high. Every other character only separates segments.
constexpr char tilde = '\x01';
constexpr char end_of_part = '\x02';
constexpr char caret = '\x03';
constexpr char word = '\x04';
constexpr unsigned char number = 0x05;  // and one more for each digit that it has
constexpr unsigned char long_number = 0xFF;

constexpr char end_of_word = '\x00';
constexpr char no_release = '\x00';
constexpr char release_follows = '\x01';

void put_part(std::string_view text, std::size_t at, std::size_t end, KeyWriter& key)
{
    const auto whole = text.substr(0, end);
    while (at < end) {
        if (is_digit(text[at])) {
            const auto digits_end = end_of_digits(whole, at);
            key.put_number(text.substr(at, digits_end - at), at, number, long_number);
            at = digits_end;
        } else if (is_letter(text[at])) {
            const auto letters_end = end_of_letters(whole, at);
            key.put(word, at);
            key.put_text(text.substr(at, letters_end - at), at);
            key.put(end_of_word, letters_end);
            at = letters_end;
        } else {
            if (text[at] == '~' || text[at] == '^') key.put(text[at] == '~' ? tilde : caret, at);
            ++at;
        }
    }
    key.put(end_of_part, end);
}

}  // namespace

Reading read_rpm(std::string_view text, KeyWriter& key)
{
    if (text.empty()) return wants("a version", 0);
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) return wants("no byte zero", nul);
    std::size_t at = 0;
    if (const auto digits_end = end_of_digits(text, 0); has(text, digits_end, ':')) {
        key.put_number(text.substr(0, digits_end), 0);
        at = digits_end + 1;
    } else {
        key.put_number("", 0);  // no epoch counts as zero
    }
    const auto dash = text.rfind('-');
    const bool has_release = dash != std::string_view::npos && dash >= at;
    const auto version_end = has_release ? dash : text.size();
    put_part(text, at, version_end, key);
    key.put(has_release ? release_follows : no_release, version_end);
    if (has_release) put_part(text, dash + 1, text.size(), key);
    const auto version = text.substr(at, version_end - at);
    return Shape{leading_numbers(version), version.find('~') != std::string_view::npos, {}, {}};
}

}  // namespace tagwarden
