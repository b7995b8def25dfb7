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

TEST(Time, an_offset_is_taken_off_and_a_fraction_is_dropped)
{
    const std::pair<std::string, std::string> rows[] = {
        {"2022-01-31T16:47:55Z", "2022-01-31T16:47:55Z"},  // as GitLab writes CI_PIPELINE_CREATED_AT
        {"2026-01-31T16:47:55+02:00", "2026-01-31T14:47:55Z"},
        {"2026-01-01T00:30:00+05:45", "2025-12-31T18:45:00Z"},
        {"2026-12-31T23:30:00-01:00", "2027-01-01T00:30:00Z"},
        {"2026-01-31T16:47:55-00:00", "2026-01-31T16:47:55Z"},
        {"2026-01-31T16:47:55.9Z", "2026-01-31T16:47:55Z"},
        {"2026-01-31T16:47:55.123456789-07:30", "2026-02-01T00:17:55Z"},
    };
    for (const auto& [text, wanted] : rows) {
        const auto time = parse_time(text);
        ASSERT_TRUE(time) << text;
        EXPECT_EQ(format_time(*time), wanted) << text;
    }
}

TEST(Time, what_is_no_time_is_refused)
{
    for (const std::string text : {"",
                                   "2026",
                                   "2026-13-01",
                                   "2025-02-29",
                                   "2026-11-22 06:47:49",
                                   "2026-11-22T24:00:00Z",
                                   "2026-11-22T06:47:49",
                                   "2026-11-22T06:47:49z",
                                   "2026-11-22T06:47:49Zz",
                                   "2026-11-22T06:47:49.Z",
                                   "2026-11-22T06:47:49.5",
                                   "2026-11-22T06:47:49+2:00",
                                   "2026-11-22T06:47:49+0200",
                                   "2026-11-22T06:47:49+24:00",
                                   "2026-11-22T06:47:49+02:60",
                                   "2026-11-22T06:47:49+02:00Z",
                                   "2026-11-22T06:47:49*02:00",
                                   "2026-11-22T06:47:49+02-00",
                                   "2026-11-22T06:60:49Z",
                                   "2026-11-22T06:47:60Z",
                                   "2026-11-22T06-47-49Z"})
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
