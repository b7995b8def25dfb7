// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

std::string_view trim(std::string_view text);

/// "a,b," at ',' gives "a", "b", "". An empty text gives one empty part.
std::vector<std::string_view> split(std::string_view text, char at);

std::string join(std::span<const std::string> parts, std::string_view between);

bool is_digit(char c);
bool all_digits(std::string_view text);  ///< false for an empty text

/// The word of `known` that a typing error may have meant, if one is near enough.
std::optional<std::string> nearest(std::string_view word, std::span<const std::string> known);

/// " (did you mean 'publish'?)", or nothing when no known word is near.
std::string did_you_mean(std::string_view word, std::span<const std::string> known);

/// Text from outside made safe for a terminal and a log line: bytes of control (C0, C1, bidi) characters become '?'.
std::string printable(std::string_view text);

/// The same for a message that quotes it: what is longer than 160 bytes is cut.
std::string excerpt(std::string_view text);

/// The text with U+FFFD in the place of each byte that is not UTF-8: JSON can carry nothing else.
std::string with_valid_utf8(std::string_view text);

}  // namespace tagwarden
