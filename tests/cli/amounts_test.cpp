// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/amounts.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

TEST(Amounts, sizes_have_the_unit_that_fits)
{
    EXPECT_EQ(size_text(0), "0 B");
    EXPECT_EQ(size_text(1023), "1023 B");
    EXPECT_EQ(size_text(1024), "1.0 KiB");
    EXPECT_EQ(size_text(48 * 1024 * 1024 + 300 * 1024), "48.3 MiB");
    EXPECT_EQ(size_text(std::int64_t{5} << 40U), "5.0 TiB");
    EXPECT_EQ(size_text(std::int64_t{5} << 50U), "5120.0 TiB");
}

TEST(Amounts, lengths_are_as_exact_as_anybody_reads_them)
{
    EXPECT_EQ(length_text(0ms), "0.0 s");
    EXPECT_EQ(length_text(1240ms), "1.2 s");
    EXPECT_EQ(length_text(45'400ms), "45 s");
    EXPECT_EQ(length_text(59'600ms), "1 min 0 s");
    EXPECT_EQ(length_text(125s), "2 min 5 s");
    EXPECT_EQ(length_text(63min + 59s), "1 h 3 min");
}

TEST(Amounts, a_rate_of_no_time_is_no_division_by_zero)
{
    EXPECT_EQ(rate_text(0, 0ms), "0 B/s");
    EXPECT_EQ(rate_text(1024, 0ms), "1000.0 KiB/s");
    EXPECT_EQ(rate_text(3 * 1024 * 1024, 1500ms), "2.0 MiB/s");
}

TEST(Amounts, one_is_no_plural)
{
    EXPECT_EQ(count_text(0, "tag"), "0 tags");
    EXPECT_EQ(count_text(1, "tag"), "1 tag");
    EXPECT_EQ(count_text(2, "tag"), "2 tags");
}

}  // namespace
}  // namespace tagwarden
