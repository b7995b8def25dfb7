// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/calendar_format.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

std::string next(const std::string& format, const std::string& highest, const std::string& day)
{
    return CalendarFormat::parse(format)->next(highest, *parse_time(day));
}

TEST(CalendarFormat, writes_a_day_in_the_words_of_calver)
{
    EXPECT_EQ(next("YYYY.MM.DD", "", "2026-01-05"), "2026.1.5");
    EXPECT_EQ(next("YYYY.0M.0D", "", "2026-01-05"), "2026.01.05");
    EXPECT_EQ(next("YYYY-0M-0D", "", "2026-01-05"), "2026-01-05");
    EXPECT_EQ(next("YY.0M", "", "2006-01-05"), "6.01");
    EXPECT_EQ(next("0Y.0M", "", "2006-01-05"), "06.01");
    EXPECT_EQ(next("YY.MM.MICRO", "", "2106-12-05"), "106.12.0");
    EXPECT_EQ(next("YYYY.WW", "", "2026-01-07"), "2026.1");
    EXPECT_EQ(next("YYYY.0W", "", "2026-01-08"), "2026.02");
    EXPECT_EQ(next("YYYY.WW", "", "2026-12-31"), "2026.53");
}

TEST(CalendarFormat, goes_on_above_the_highest)
{
    EXPECT_EQ(next("YYYY.MM.MICRO", "2026.10.7", "2026-11-22"), "2026.11.0");
    EXPECT_EQ(next("YYYY.MM.MICRO", "2026.11.7", "2026-11-22"), "2026.11.8");
    EXPECT_EQ(next("YYYY.MM.MICRO", "2027.1.7", "2026-11-22"), "2027.1.8")
        << "a clock that is behind moves nothing back";
    EXPECT_EQ(next("YYYY.0M.0D", "2026.11.21", "2026-11-22"), "2026.11.22");
    EXPECT_EQ(next("YYYY.0M.0D", "2026.11.22", "2026-11-22"), "2026.11.23");
    EXPECT_EQ(next("YYYY.MM.MICRO", "1.8.1", "2026-11-22"), "2026.11.0") << "a tag of another format does not count";
}

TEST(CalendarFormat, fits_only_what_it_would_write)
{
    const auto format = *CalendarFormat::parse("YYYY.0M.MICRO");
    for (const auto* text : {"2026.01.0", "2026.11.12", "2026.11.0-rc.1", "2026.11.0+x"})
        EXPECT_TRUE(format.fits(text)) << text;
    for (const auto* text :
         {"", "2026", "2026.01", "2026.1.0", "26.01.0", "2026.01.0.1", "2026.01.x", "2026-01-0", "-2026.01.0"})
        EXPECT_FALSE(format.fits(text)) << text;
}

TEST(CalendarFormat, refuses_what_would_not_order_as_days_do)
{
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", "'' is not known"},
        {"YYYY.MM.MAJOR", "'MAJOR' is not known"},
        {"MM.YYYY", "YYYY cannot stand behind what is before it"},
        {"YYYY.MICRO.MM", "MM cannot stand behind what is before it"},
        {"YYYY.MM.MM", "MM cannot stand behind what is before it"},
        {"MM.DD", "it does not begin with a year"},
        {"YYYY-MM", "with '-' between its numbers it can only be YYYY-0M-0D"},
    };
    for (const auto& [text, why] : rows) {
        const auto format = CalendarFormat::parse(text);
        ASSERT_FALSE(format) << text;
        EXPECT_EQ(format.error().message, "'" + text + "' is not a calendar format: " + why);
    }
}

}  // namespace
}  // namespace tagwarden
