// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/base64.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Base64, agrees_with_the_rfc)
{
    // RFC 4648, 10.
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", ""},
        {"f", "Zg=="},
        {"fo", "Zm8="},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg=="},
        {"fooba", "Zm9vYmE="},
        {"foobar", "Zm9vYmFy"},
        {"\xff\xfe\xfd", "//79"},
    };
    for (const auto& [bytes, text] : rows) {
        EXPECT_EQ(base64_encode(bytes), text);
        EXPECT_EQ(base64_decode(text), bytes);
    }
}

TEST(Base64, comes_back_for_every_length_and_byte)
{
    std::string bytes;
    for (int i = 0; i < 300; ++i) {
        EXPECT_EQ(base64_decode(base64_encode(bytes)), bytes);
        bytes += static_cast<char>(i * 7);
    }
}

TEST(Base64, may_lack_its_padding_and_be_broken_into_lines)
{
    EXPECT_EQ(base64_decode("Zm8"), "fo");
    EXPECT_EQ(base64_decode("Zg"), "f");
    EXPECT_EQ(base64_decode("Zm9v\r\nYmFy\n"), "foobar");
}

TEST(Base64, is_refused_when_it_is_none)
{
    for (const std::string text :
         {"Z", "Zg=", "Zg===", "Z===", "Zm9v=", "Zm9v==", "Zg==Zg==", "Zm 9v", "Zm-_", "Zm9v?", "="})
        EXPECT_EQ(base64_decode(text), std::nullopt) << text;
}

}  // namespace
}  // namespace tagwarden
