// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/retry_verdict.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using Kind = RetryVerdict::Kind;
using std::chrono::seconds;

const Time now = *parse_time("2026-11-22T06:00:00Z");

HttpResponse answer(int status, const std::vector<std::pair<std::string, std::string>>& headers = {},
                    std::string body = {})
{
    HttpResponse answer{status, {}, std::move(body)};
    for (const auto& [name, value] : headers) answer.headers.add(name, value);
    return answer;
}

TEST(RetryVerdict, what_is_an_answer_is_final)
{
    for (const int status : {200, 201, 202, 206, 301, 400, 401, 403, 404, 405, 413, 416, 501, 505})
        EXPECT_EQ(judge(answer(status), now).kind, Kind::final) << status;
}

TEST(RetryVerdict, a_servers_failure_passes_and_too_much_to_do_is_told_apart)
{
    for (const int status : {408, 500, 502, 504}) EXPECT_EQ(judge(answer(status), now).kind, Kind::again) << status;
    for (const int status : {429, 503}) EXPECT_EQ(judge(answer(status), now).kind, Kind::overloaded) << status;
}

TEST(RetryVerdict, no_answer_passes_and_other_errors_do_not)
{
    EXPECT_EQ(judge(Error{ErrorKind::unreachable, "", "", {}}).kind, Kind::again);
    EXPECT_EQ(judge(Error{ErrorKind::unreachable, "", "", {}, {}, true}).kind, Kind::final);
    for (const auto kind : {ErrorKind::malformed, ErrorKind::refused, ErrorKind::interrupted, ErrorKind::local})
        EXPECT_EQ(judge(Error{kind, "", "", {}}).kind, Kind::final);
}

TEST(RetryVerdict, the_time_to_wait_is_seconds_or_a_date_or_docker_hubs_own)
{
    const auto after = [](const char* name, const char* value) {
        return judge(answer(429, {{name, value}}), now).after;
    };
    EXPECT_EQ(after("Retry-After", "17"), seconds(17));
    EXPECT_EQ(after("Retry-After", " 0 "), seconds(0));
    EXPECT_EQ(after("Retry-After", "-5"), seconds(0));
    EXPECT_EQ(after("Retry-After", "Sun, 22 Nov 2026 06:01:30 GMT"), seconds(90));
    EXPECT_EQ(after("Retry-After", "Sunday, 22-Nov-26 06:01:30 GMT"), seconds(90));
    EXPECT_EQ(after("Retry-After", "Sun, 22 Nov 2026 05:00:00 GMT"), seconds(0));
    EXPECT_EQ(after("Retry-After", "soon"), std::nullopt);
    EXPECT_EQ(after("Retry-After", "99999999999999999999"), std::nullopt);
    EXPECT_EQ(after("X-Retry-After", std::to_string(now.time_since_epoch().count() + 40).c_str()), seconds(40));
}

TEST(RetryVerdict, a_quota_of_hours_is_told_apart_from_a_burst_limit)
{
    struct Row {
        const char* what;
        HttpResponse answer;
        Kind kind;
    };
    const Row rows[] = {
        {"Docker Hub's quota", answer(429, {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "0;w=21600"}}),
         Kind::quota_spent},
        {"its text without headers",
         answer(429, {},
                R"({"errors":[{"code":"TOOMANYREQUESTS","message":"You have reached your pull rate limit."}]})"),
         Kind::quota_spent},
        {"its limit of requests while the quota lasts",
         answer(429, {{"ratelimit-limit", "100;w=21600"}, {"ratelimit-remaining", "76;w=21600"}}), Kind::overloaded},
        {"a window of a minute", answer(429, {{"ratelimit-limit", "600;w=60"}, {"ratelimit-remaining", "0;w=60"}}),
         Kind::overloaded},
        {"a registry that counts without saying for how long",
         answer(429, {{"ratelimit-remaining", "0"}}, R"({"errors":[{"code":"TOOMANYREQUESTS"}]})"), Kind::overloaded},
    };
    for (const auto& row : rows) EXPECT_EQ(judge(row.answer, now).kind, row.kind) << row.what;
}

TEST(RetryVerdict, a_quota_is_nearly_used_up_when_a_tenth_and_twenty_pulls_are_left)
{
    const auto said = [](const char* limit, const char* left) {
        return nearly_spent_quota(answer(200, {{"ratelimit-limit", limit}, {"ratelimit-remaining", left}}).headers);
    };
    EXPECT_EQ(said("100;w=21600", "10;w=21600"), "10 of 100 pulls");
    EXPECT_EQ(said("1000;w=3600", "20"), "20 of 1000 pulls");
    EXPECT_EQ(said("100;w=21600", "0;w=21600"), "0 of 100 pulls");
    for (const auto& [limit, left] : {std::pair("100;w=21600", "11"),
                                      {"1000;w=3600", "21"},
                                      {"100;w=3599", "1"},
                                      {"100", "1"},
                                      {"many;w=21600", "1"},
                                      {"100;w=21600", "few"},
                                      {"100;w=21600", "-1"}})
        EXPECT_EQ(said(limit, left), std::nullopt) << limit << left;
}

}  // namespace
}  // namespace tagwarden
