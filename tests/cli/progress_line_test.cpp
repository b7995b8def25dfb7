// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/progress_line.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <thread>
#include <vector>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

struct ProgressLine : testing::Test {
    std::ostringstream out;
    StatusLine line{out};
    std::chrono::steady_clock::time_point now{};
    std::unique_ptr<Progress> progress = progress_line(line, [this] { return now; });

    /// What the terminal got since the last time.
    std::string drawn()
    {
        auto text = out.str();
        out.str("");
        return text;
    }
};

constexpr std::int64_t mebibyte = 1024 * 1024;

TEST_F(ProgressLine, says_bytes_rate_what_is_left_and_how_many_blobs_move)
{
    progress->begin("1.8.1 to hub", 40 * mebibyte);
    EXPECT_EQ(drawn(), "");
    now += 2s;
    progress->advance(10 * mebibyte);
    EXPECT_EQ(drawn(), "\r10.0 MiB of 40.0 MiB  5.0 MiB/s  6.0 s left  1.8.1 to hub\x1b[K");
    now += 1s;
    progress->under_way(3);
    EXPECT_EQ(drawn(), "\r10.0 MiB of 40.0 MiB  3.3 MiB/s  9.0 s left  3 blobs moving  1.8.1 to hub\x1b[K");
    progress->finish();
    EXPECT_EQ(drawn(), "\r\x1b[K");
    progress->finish();
    EXPECT_EQ(drawn(), "");
}

TEST_F(ProgressLine, is_drawn_no_more_often_than_an_eye_follows)
{
    progress->begin("x", 1000);
    for (int i = 0; i < 1000; ++i) {
        now += 1ms;
        progress->advance(1);
    }
    const auto text = drawn();
    EXPECT_EQ(std::ranges::count(text, '\r'), 10);
}

TEST_F(ProgressLine, of_an_unknown_size_says_nothing_of_what_is_left)
{
    progress->begin("x", 0);
    now += 1s;
    progress->advance(1024);
    EXPECT_EQ(drawn(), "\r1.0 KiB  1.0 KiB/s  x\x1b[K");
}

TEST_F(ProgressLine, what_is_said_meanwhile_stands_above_it)
{
    progress->begin("x", 2);
    now += 1s;
    progress->advance(1);
    drawn();
    line.say("note: deprecated\n");
    EXPECT_EQ(drawn(), "\r\x1b[Knote: deprecated\n");
    line.say("and more\n");
    EXPECT_EQ(drawn(), "and more\n");
    now += 1s;
    progress->advance(1);
    EXPECT_TRUE(drawn().starts_with("\r2 B of 2 B"));
}

// In a test there is no terminal, so its width is the usual one.
TEST_F(ProgressLine, is_never_wider_than_the_terminal_and_cuts_no_character_in_two)
{
    std::string wide;
    for (int i = 0; i < 100; ++i) wide += "é";
    line.show(wide);
    std::string wanted = "\r";
    for (int i = 0; i < 79; ++i) wanted += "é";
    EXPECT_EQ(drawn(), wanted + "\x1b[K");
}

TEST_F(ProgressLine, counts_what_many_threads_say)
{
    progress->begin("x", 4000);
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 1000; ++n) progress->advance(1);
            });
    }
    now += 1s;
    progress->advance(0);
    EXPECT_TRUE(drawn().starts_with("\r3.9 KiB of 3.9 KiB"));
}

TEST(ProgressLines, are_one_for_each_stretch)
{
    std::ostringstream out;
    StatusLine line{out};
    const auto progress = progress_lines(line);
    progress->begin("1.8.1 to hub", 2048);
    progress->advance(1024);
    progress->under_way(2);
    progress->advance(1024);
    progress->finish();
    progress->finish();
    EXPECT_EQ(out.str(), "copied 1.8.1 to hub: 2.0 KiB\n");
}

}  // namespace
}  // namespace tagwarden
