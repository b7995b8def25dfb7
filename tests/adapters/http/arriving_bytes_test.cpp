// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/arriving_bytes.h"

#include <gtest/gtest.h>

#include <vector>

namespace tagwarden {
namespace {

constexpr std::size_t at_once = 100'000;

std::string served(ArrivingBytes& arriving, std::size_t size)
{
    std::string buffer(size, '\0');
    arriving.serve(buffer);
    buffer.resize(arriving.leave());
    return buffer;
}

TEST(ArrivingBytes, come_in_their_order_whatever_the_reader_takes)
{
    ArrivingBytes arriving(at_once);
    arriving.take("abcdef");
    EXPECT_EQ(served(arriving, 2), "ab");
    arriving.take("gh");
    EXPECT_EQ(served(arriving, 5), "cdefg");
    EXPECT_EQ(served(arriving, 5), "h");
    EXPECT_EQ(served(arriving, 5), "");
    EXPECT_EQ(arriving.total(), 8);
}

TEST(ArrivingBytes, go_to_the_reader_who_waits_and_the_rest_to_the_next)
{
    ArrivingBytes arriving(at_once);
    std::string buffer(3, '\0');
    arriving.serve(buffer);
    EXPECT_FALSE(arriving.served());
    arriving.take("ab");
    EXPECT_TRUE(arriving.served());
    arriving.take("cd");
    EXPECT_EQ(arriving.leave(), 3U);
    EXPECT_EQ(buffer, "abc");
    EXPECT_EQ(served(arriving, 10), "d");
}

TEST(ArrivingBytes, are_enough_when_the_next_ones_might_not_fit)
{
    ArrivingBytes arriving(at_once);
    std::vector<char> buffer(250'000);
    arriving.serve(buffer);
    EXPECT_FALSE(arriving.enough());
    arriving.take(std::string(150'000, 'x'));
    EXPECT_FALSE(arriving.enough());  // another 100,000 fit
    arriving.take(std::string(1, 'x'));
    EXPECT_TRUE(arriving.enough());
}

TEST(ArrivingBytes, a_few_are_never_enough_and_many_without_a_reader_are)
{
    ArrivingBytes arriving(at_once);
    arriving.take(std::string(65'535, 'x'));
    EXPECT_FALSE(arriving.enough());
    arriving.take("x");
    EXPECT_TRUE(arriving.enough());
    EXPECT_EQ(served(arriving, 65'000).size(), 65'000U);
    EXPECT_FALSE(arriving.enough());  // 536 are left
}

}  // namespace
}  // namespace tagwarden
