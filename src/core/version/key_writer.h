// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// Writes the key of a version: bytes that compare by memcmp as the versions do. Each byte comes with its origin,
/// the place in the text that it stands for, so that a comparison can be explained. Nobody keeps origins unless
/// asked to: a list of a million versions needs none.
class KeyWriter {
public:
    explicit KeyWriter(std::string& key, std::vector<std::uint32_t>* origins = nullptr) : key_(key), origins_(origins)
    {
    }

    void put(char byte, std::size_t origin)
    {
        key_ += byte;
        if (origins_ != nullptr) origins_->push_back(static_cast<std::uint32_t>(origin));
    }

    /// Bytes of the text that stand for themselves.
    void put_text(std::string_view text, std::size_t origin)
    {
        for (std::size_t i = 0; i < text.size(); ++i) put(text[i], origin + i);
    }

    /// A number of any length: first how many digits it has without its leading zeros, then these digits. How many is
    /// one byte, `none` for no digits at all and one more for each; `many` says that four bytes follow with the count.
    void put_number(std::string_view digits, std::size_t origin, unsigned char none = 0, unsigned char many = 0xFF);

private:
    std::string& key_;
    std::vector<std::uint32_t>* origins_;
};

}  // namespace tagwarden
