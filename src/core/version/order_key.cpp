// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/order_key.h"

#include <algorithm>

namespace tagwarden {

void append_number(std::string& key, std::string_view digits)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    // One byte holds every length that occurs; a longer number says 0xFF and then its length in four bytes.
    if (digits.size() < 0xFF) {
        key += static_cast<char>(digits.size());
    } else {
        key += '\xFF';
        for (const unsigned shift : {24U, 16U, 8U, 0U}) key += static_cast<char>((digits.size() >> shift) & 0xFFU);
    }
    key += digits;
}

}  // namespace tagwarden
