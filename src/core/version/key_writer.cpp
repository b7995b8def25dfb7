// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/key_writer.h"

#include <algorithm>

namespace tagwarden {

void KeyWriter::put_number(std::string_view digits, std::size_t origin, unsigned char none, unsigned char many)
{
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() < static_cast<std::size_t>(many - none)) {
        put(static_cast<char>(none + digits.size()), origin);
    } else {
        put(static_cast<char>(many), origin);
        for (const unsigned shift : {24U, 16U, 8U, 0U})
            put(static_cast<char>((digits.size() >> shift) & 0xFFU), origin);
    }
    key_.append(digits);
    if (origins_ != nullptr) origins_->insert(origins_->end(), digits.size(), static_cast<std::uint32_t>(origin));
}

}  // namespace tagwarden
