// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/rewindable_hash.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

constexpr std::int64_t mebibyte = std::int64_t{1024} * 1024;

const std::string piece = [] {
    std::string bytes(std::size_t{mebibyte}, '\0');
    for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] = static_cast<char>((i * 7 + i / 251) & 0xFFU);
    return bytes;
}();

void pass(RewindableHash& hash, std::int64_t mebibytes)
{
    for (std::int64_t i = 0; i < mebibytes; ++i) hash.update(piece);
}

std::string hash_of(std::int64_t mebibytes)
{
    Hasher hasher(HashAlgorithm::sha256);
    for (std::int64_t i = 0; i < mebibytes; ++i) hasher.update(piece);
    return hasher.hex();
}

TEST(RewindableHash, goes_back_to_the_beginning_before_it_kept_anything_else)
{
    RewindableHash hash(HashAlgorithm::sha256);
    pass(hash, 7);
    EXPECT_EQ(hash.nearest(7 * mebibyte), 0);
    hash.go_back(5 * mebibyte);
    EXPECT_EQ(hash.at(), 0);
    pass(hash, 3);
    EXPECT_EQ(hash.hex(), hash_of(3));
}

TEST(RewindableHash, goes_back_to_the_nearest_kept_place_even_after_the_end)
{
    RewindableHash hash(HashAlgorithm::sha256);
    pass(hash, 30);
    const auto whole = hash.hex();
    hash.go_back(17 * mebibyte);
    EXPECT_EQ(hash.at(), 16 * mebibyte);
    pass(hash, 14);
    EXPECT_EQ(hash.hex(), whole);
    hash.go_back(15 * mebibyte);
    EXPECT_EQ(hash.at(), 8 * mebibyte);
}

TEST(RewindableHash, what_came_after_the_place_it_went_back_to_is_forgotten)
{
    RewindableHash hash(HashAlgorithm::sha256);
    pass(hash, 20);
    hash.go_back(8 * mebibyte);
    hash.update("other bytes");
    EXPECT_EQ(hash.nearest(20 * mebibyte), 8 * mebibyte);
}

TEST(RewindableHash, keeps_at_most_64_places_however_much_passes)
{
    RewindableHash hash(HashAlgorithm::sha256);
    pass(hash, 1100);
    std::vector<std::int64_t> places;
    for (std::int64_t at = 0; at <= hash.at(); at += mebibyte)
        if (places.empty() || hash.nearest(at) != places.back()) places.push_back(hash.nearest(at));
    EXPECT_LE(places.size(), 64U);
    for (std::size_t i = 1; i < places.size(); ++i) EXPECT_LE(places[i] - places[i - 1], 1100 * mebibyte / 32);
    hash.go_back(1001 * mebibyte);
    pass(hash, 1001 - hash.at() / mebibyte);
    EXPECT_EQ(hash.hex(), hash_of(1001));
}

}  // namespace
}  // namespace tagwarden
