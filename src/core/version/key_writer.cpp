// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/key_writer.h"

#include <algorithm>

namespace tagwarden {

void KeyWriter::put_number(std::string_view digits, std::size_t origin)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    // One byte holds every length that occurs; a longer number says 0xFF and then its length in four bytes.
    if (digits.size() < 0xFF) {
        put(static_cast<char>(digits.size()), origin);
    } else {
        put('\xFF', origin);
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            put(static_cast<char>((digits.size() >> shift) & 0xFFU), origin);
    }
    key_.append(digits);
    if (origins_ != nullptr) origins_->insert(origins_->end(), digits.size(), static_cast<std::uint32_t>(origin));
}

}  // namespace tagwarden
