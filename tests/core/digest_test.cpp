// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/digest.h"

#include <gtest/gtest.h>

#include <concepts>

namespace tagwarden {
namespace {

// A digest cannot be made of raw text, and one is never newer than another.
static_assert(!std::constructible_from<Digest, std::string>);
static_assert(!std::totally_ordered<Digest>);

TEST(Digest, of_bytes_is_their_sha256)
{
    EXPECT_EQ(Digest::of("").str(), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

TEST(Digest, of_bytes_by_sha512_is_wanted_by_its_name)
{
    EXPECT_EQ(Digest::of("abc", HashAlgorithm::sha512).str(),
              "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
              "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

TEST(Digest, what_parses_prints_the_same)
{
    for (const auto& text : {Digest::of("a").str(), "sha512:" + std::string(128, '0')})
        EXPECT_EQ(Digest::parse(text)->str(), text);
}

TEST(Digest, a_text_that_is_none_is_malformed)
{
    const auto hex = std::string(64, 'a');
    for (const auto& text :
         {std::string(), hex, "sha256:" + hex.substr(1), "sha256:" + hex + "a", "SHA256:" + hex,
          "sha256:" + std::string(64, 'A'), "md5:" + std::string(32, '0'), "sha256:" + std::string(63, 'a') + "g"}) {
        const auto digest = Digest::parse(text);
        ASSERT_FALSE(digest) << text;
        EXPECT_EQ(digest.error().kind, ErrorKind::malformed);
    }
}

}  // namespace
}  // namespace tagwarden
