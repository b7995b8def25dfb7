// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/time.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

TEST(Time, what_is_written_reads_back)
{
    for (const std::string text : {"1970-01-01T00:00:00Z", "2024-02-29T23:59:59Z", "2026-11-22T06:47:49Z"})
        EXPECT_EQ(format_time(*parse_time(text)), text);
}

TEST(Time, a_day_is_its_first_second)
{
    EXPECT_EQ(format_time(*parse_time("2026-11-22")), "2026-11-22T00:00:00Z");
}

TEST(Time, what_is_no_time_is_refused)
{
    for (const std::string text : {"", "2026", "2026-13-01", "2025-02-29", "2026-11-22 06:47:49",
                                   "2026-11-22T24:00:00Z", "2026-11-22T06:47:49+01:00"})
        EXPECT_FALSE(parse_time(text)) << text;
}

TEST(Duration, reads_seconds_minutes_hours_and_days)
{
    EXPECT_EQ(parse_duration("90s")->count(), 90);
    EXPECT_EQ(parse_duration("30m")->count(), 1800);
    EXPECT_EQ(parse_duration("24h")->count(), 86400);
    EXPECT_EQ(parse_duration("7d")->count(), 604800);
    for (const std::string text : {"", "h", "24", "-1h", "1.5h", "1w", "99999999999d"})
        EXPECT_FALSE(parse_duration(text)) << text;
}

}  // namespace
}  // namespace tagwarden
