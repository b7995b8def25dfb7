// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/base64.h"

#include <cstdint>

namespace tagwarden {

namespace {

constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string base64_encode(std::string_view bytes)
{
    std::string text;
    for (std::size_t at = 0; at < bytes.size(); at += 3) {
        const auto group = bytes.substr(at, 3);
        std::uint32_t bits = 0;
        for (std::size_t i = 0; i < 3; ++i)
            bits = bits << 8U | (i < group.size() ? static_cast<unsigned char>(group[i]) : 0U);
        for (std::size_t i = 0; i < 4; ++i) text += i <= group.size() ? digits[bits >> (18 - 6 * i) & 63U] : '=';
    }
    return text;
}

std::optional<std::string> base64_decode(std::string_view text)
{
    std::string bytes;
    std::uint32_t bits = 0;
    std::size_t count = 0, padding = 0;
    for (const char c : text) {
        if (c == '\r' || c == '\n') continue;
        if (c == '=' && ++padding <= 2) continue;
        const auto digit = digits.find(c);
        if (digit == std::string_view::npos || padding > 0) return std::nullopt;
        bits = bits << 6U | static_cast<std::uint32_t>(digit);
        if (++count % 4 != 1) bytes += static_cast<char>(bits >> (6 - 2 * ((count - 1) % 4)) & 255U);
    }
    const auto last = count % 4;
    if (last == 1 || (padding > 0 && (last + padding) % 4 != 0)) return std::nullopt;
    return bytes;
}

}  // namespace tagwarden
