// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/request_lines.h"

#include <gtest/gtest.h>

#include <sstream>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

struct RequestLinesTest : testing::Test {
    std::string said()
    {
        auto text = out.str();
        out.str("");
        return text;
    }

    std::ostringstream out;
    StatusLine line{out};
    RequestLines lines{line};
};

TEST_F(RequestLinesTest, listen_when_they_are_told_to)
{
    EXPECT_FALSE(lines.listens());
    lines.listen(true);
    EXPECT_TRUE(lines.listens());
}

TEST_F(RequestLinesTest, are_one_for_each_request)
{
    lines.request({.method = "GET", .url = "http://r/v2/", .status = 200, .received = 51, .took = 3ms});
    EXPECT_EQ(said(), "GET http://r/v2/ → 200, 51 bytes, 3 ms, attempt 1\n");
    lines.request({.method = "PUT", .url = "http://r/up", .status = 201, .sends = true, .sent = 9, .attempt = 2});
    EXPECT_EQ(said(), "PUT http://r/up → 201, 9 bytes sent, 0 bytes, 0 ms, attempt 2\n");
    lines.request({.method = "GET", .url = "http://r/", .took = 9ms, .problem = "nobody\nis there"});
    EXPECT_EQ(said(), "GET http://r/ → no answer, 9 ms, attempt 1: nobody?is there\n");
}

TEST_F(RequestLinesTest, say_why_and_how_long_somebody_waits)
{
    lines.retry({"r.example", "answers 503", 3, 1500ms});
    EXPECT_EQ(said(), "r.example answers 503: attempt 3 in 1500 ms\n");
}

}  // namespace
}  // namespace tagwarden
