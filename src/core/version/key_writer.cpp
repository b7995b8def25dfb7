// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/key_writer.h"

#include <algorithm>

namespace tagwarden {

void KeyWriter::put_number(std::string_view digits, std::size_t origin, unsigned char none, unsigned char many)
{
    const auto before = key_.size();
    digits.remove_prefix(std::min(digits.find_first_not_of('0'), digits.size()));
    if (digits.size() < static_cast<std::size_t>(many - none)) {
        key_ += static_cast<char>(none + digits.size());
    } else {
        key_ += static_cast<char>(many);
        for (const unsigned shift : {24U, 16U, 8U, 0U}) key_ += static_cast<char>((digits.size() >> shift) & 0xFFU);
    }
    key_ += digits;
    if (origins_ != nullptr) origins_->insert(origins_->end(), key_.size() - before, Origin{origin, true});
}

}  // namespace tagwarden
