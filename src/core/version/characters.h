// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "base/text.h"

namespace tagwarden {

// Characters as the version tools see them: ASCII, whatever the locale is.

inline bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

inline char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// Where the run of digits that begins here ends; `from` itself when there is no digit.
inline std::size_t end_of_digits(std::string_view text, std::size_t from)
{
    while (from < text.size() && is_digit(text[from])) ++from;
    return from;
}

inline std::size_t end_of_letters(std::string_view text, std::size_t from)
{
    while (from < text.size() && is_letter(text[from])) ++from;
    return from;
}

/// Whether the text has this character here.
inline bool has(std::string_view text, std::size_t at, char c)
{
    return at < text.size() && text[at] == c;
}

}  // namespace tagwarden
