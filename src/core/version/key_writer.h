// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// The place in a text that a byte of its key stands for.
struct Origin {
    std::size_t at = 0;
    bool in_number = false;  ///< it is the number that begins there which compares, not a character
};

/// Writes the key of a version: bytes that compare by memcmp as the versions do. Each byte comes with its origin, so
/// that a comparison can be explained. Nobody keeps origins unless asked to: a list of a million versions needs none.
class KeyWriter {
public:
    explicit KeyWriter(std::string& key, std::vector<Origin>* origins = nullptr) : key_(key), origins_(origins) {}

    void put(char byte, std::size_t origin) { put(byte, {origin, false}); }

    /// A byte that says what kind of thing comes, where that is a number.
    void put_number_mark(char byte, std::size_t origin) { put(byte, {origin, true}); }

    /// Bytes of the text that stand for themselves.
    void put_text(std::string_view text, std::size_t origin)
    {
        key_ += text;
        if (origins_ == nullptr) return;
        for (std::size_t i = 0; i < text.size(); ++i) origins_->push_back({origin + i, false});
    }

    /// A number of any length: first how many digits it has without its leading zeros, then these digits. How many is
    /// one byte, `none` for no digits at all and one more for each; `many` says that four bytes follow with the count.
    void put_number(std::string_view digits, std::size_t origin, unsigned char none = 0, unsigned char many = 0xFF);

private:
    void put(char byte, const Origin& origin)
    {
        key_ += byte;
        if (origins_ != nullptr) origins_->push_back(origin);
    }

    std::string& key_;
    std::vector<Origin>* origins_;
};

}  // namespace tagwarden
