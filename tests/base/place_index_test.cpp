// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/place_index.h"

#include <gtest/gtest.h>

#include <string>

namespace tagwarden {
namespace {

TEST(PlaceIndex, every_element_is_found_and_no_other_also_where_hashes_are_the_same)
{
    // Hashes that are all the same, that are the same in their lower bits, and that differ.
    for (const std::size_t step : {0UL, 1UL << 16U, 0x9E37'79B9UL}) {
        std::vector<std::string> list;
        PlaceIndex index;
        const auto hash = [&](std::size_t number) { return number * step; };
        const auto find = [&](std::size_t number) {
            return index.find(hash(number), [&](std::uint32_t at) { return list[at] == std::to_string(number); });
        };
        for (std::size_t number = 0; number < 1'000; ++number) {
            EXPECT_FALSE(find(number));
            index.add(hash(number), static_cast<std::uint32_t>(list.size()));
            list.push_back(std::to_string(number));
        }
        for (std::size_t number = 0; number < 1'000; ++number) EXPECT_EQ(find(number), number) << step;
    }
}

}  // namespace
}  // namespace tagwarden
