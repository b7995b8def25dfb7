// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/version/characters.h"
#include "core/version/reading.h"

namespace tagwarden {

/// The numbers with '.' between them that a text begins with, for orders to which they mean nothing special.
inline std::array<std::string_view, 3> leading_numbers(std::string_view text)
{
    std::array<std::string_view, 3> numbers;
    std::size_t at = 0;
    for (auto& number : numbers) {
        const auto end = end_of_digits(text, at);
        number = text.substr(at, end - at);
        if (number.empty() || !has(text, end, '.')) break;
        at = end + 1;
    }
    return numbers;
}

}  // namespace tagwarden
