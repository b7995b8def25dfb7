// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "ports/verified_stream.h"

#include <gtest/gtest.h>

#include "tests/support/text_stream.h"

namespace tagwarden {
namespace {

using tests::TextStream;

VerifiedStream verified(const std::string& bytes, const Descriptor& wanted, std::size_t piece = 3)
{
    return {std::make_unique<TextStream>(bytes, piece), wanted, "blob x of r"};
}

Descriptor descriptor_of(const std::string& bytes)
{
    return {"x", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

TEST(VerifiedStream, right_bytes_pass_whatever_their_pieces)
{
    for (const std::string bytes : {"", "a", "abc", "abcdefg"})
        for (const std::size_t piece : {1U, 3U, 100U}) {
            auto stream = verified(bytes, descriptor_of(bytes), piece);
            EXPECT_EQ(read_all(stream), bytes);
        }
}

TEST(VerifiedStream, sha512_is_checked_too)
{
    const auto digest = Digest::parse(
        "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
        "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    auto right = verified("abc", {"x", *digest, 3});
    EXPECT_EQ(read_all(right), "abc");
    auto wrong = verified("abd", {"x", *digest, 3});
    EXPECT_EQ(read_all(wrong).error().kind, ErrorKind::malformed);
}

TEST(VerifiedStream, the_read_that_would_complete_wrong_bytes_fails_and_so_do_all_later_ones)
{
    for (const std::string bytes : {"abcdeX", "abcde", "abcdefg", ""}) {
        auto stream = verified(bytes, descriptor_of("abcdef"), 100);
        std::string into(100, ' ');
        std::size_t seen = 0;
        auto got = stream.read(into);
        for (; got && *got != 0; got = stream.read(into)) seen += *got;
        ASSERT_FALSE(got) << bytes;
        EXPECT_EQ(got.error().kind, ErrorKind::malformed);
        EXPECT_LT(seen, 6U);
        EXPECT_EQ(stream.read(into), got);
    }
}

}  // namespace
}  // namespace tagwarden
