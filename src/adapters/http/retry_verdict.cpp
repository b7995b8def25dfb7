// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/retry_verdict.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::int64_t seconds_of_a_quota = 3600;
constexpr std::int64_t most_seconds = std::int64_t{366} * 24 * 3600;

std::optional<std::int64_t> number(std::string_view text)
{
    std::int64_t value = 0;
    text = trim(text);
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// The window in "100;w=21600", in seconds.
std::optional<std::int64_t> window_of(std::string_view limit)
{
    for (const auto part : split(limit, ';'))
        if (trim(part).starts_with("w=")) return number(trim(part).substr(2));
    return std::nullopt;
}

std::chrono::milliseconds no_less_than_zero(std::int64_t seconds)
{
    return std::chrono::seconds(std::clamp<std::int64_t>(seconds, 0, most_seconds));
}

bool is_spent_quota(const HttpResponse& answer)
{
    const auto limit = answer.headers.find("ratelimit-limit");
    const auto window = limit ? window_of(*limit) : std::nullopt;
    if (window) return *window >= seconds_of_a_quota && quota_left(answer.headers).value_or(0) == 0;
    // docs.docker.com, "Docker Hub pull usage and limits": the answer has this sentence and may have no header.
    return answer.body.find("pull rate limit") != std::string::npos;
}

bool passes(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status != 501 && status != 505);
}

}  // namespace

std::optional<std::int64_t> quota_left(const HttpHeaders& headers)
{
    const auto text = headers.find("ratelimit-remaining");
    return text ? number(split(*text, ';').front()) : std::nullopt;
}

std::optional<std::string> nearly_spent_quota(const HttpHeaders& headers)
{
    constexpr std::int64_t few = 20;
    const auto left = quota_left(headers);
    const auto limit = headers.find("ratelimit-limit");
    if (!left || !limit || window_of(*limit).value_or(0) < seconds_of_a_quota) return std::nullopt;
    const auto all = number(split(*limit, ';').front());
    if (!all || *left < 0 || *left > few || *left > *all / 10) return std::nullopt;
    return fmt::format("{} of {} pulls", *left, *all);
}

std::optional<std::chrono::milliseconds> retry_after(const HttpHeaders& headers, Time now)
{
    const auto since_1970 = [](Time time) { return time.time_since_epoch().count(); };
    if (const auto text = headers.find("retry-after")) {
        if (const auto seconds = number(*text)) return no_less_than_zero(*seconds);
        if (const auto date = curl_getdate(text->c_str(), nullptr); date >= 0)
            return no_less_than_zero(std::int64_t{date} - since_1970(now));
    }
    if (const auto text = headers.find("x-retry-after"))
        if (const auto at = number(*text)) return no_less_than_zero(*at - since_1970(now));
    return std::nullopt;
}

RetryVerdict judge(const HttpResponse& answer, Time now)
{
    using Kind = RetryVerdict::Kind;
    if (!passes(answer.status)) return {};
    const auto why = fmt::format("answers {}", answer.status);
    if (answer.status == 429 && is_spent_quota(answer)) return {Kind::quota_spent, std::nullopt, why};
    const bool overloaded = answer.status == 429 || answer.status == 503;
    return {overloaded ? Kind::overloaded : Kind::again, retry_after(answer.headers, now), why};
}

RetryVerdict judge(const Error& error)
{
    if (error.kind != ErrorKind::unreachable || error.lasting) return {};
    return {RetryVerdict::Kind::again, std::nullopt, "gives no answer"};
}

}  // namespace tagwarden
