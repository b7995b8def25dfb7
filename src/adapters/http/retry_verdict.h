// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "adapters/http/http_message.h"
#include "base/time.h"

namespace tagwarden {

/// What an answer, or that there was none, says about asking again.
struct RetryVerdict {
    enum class Kind {
        final,        ///< the answer is the answer
        again,        ///< a passing fault: the same request may go well later
        overloaded,   ///< the same, and the server has too much to do: ask for less at a time
        quota_spent,  ///< a quota of hours is used up: waiting for it is the user's decision
    };
    Kind kind = Kind::final;
    std::optional<std::chrono::milliseconds> after = std::nullopt;  ///< how long the server wants to be left alone
    std::string why = {};                                           ///< what the server does: "answers 429"

    bool operator==(const RetryVerdict&) const = default;
};

/// RFC 9110: 408, 429 and 5xx (but 501 and 505) pass. A 429 is a spent quota where its headers name a window of an hour
/// or more (`ratelimit-limit: 100;w=21600`), and where Docker Hub's text says so, which then sends no such header; else
/// it is a burst limit, over in seconds.
RetryVerdict judge(const HttpResponse& answer, Time now);

/// Of errors `unreachable` alone passes, unless it is lasting.
RetryVerdict judge(const Error& error);

/// How long the header Retry-After asks to wait: seconds or a date (RFC 9110, 10.2.3), or Docker Hub's older
/// X-Retry-After, seconds since 1970. Never negative; nothing when there is none that can be read.
std::optional<std::chrono::milliseconds> retry_after(const HttpHeaders& headers, Time now);

/// What is left of a quota, from `ratelimit-remaining: 76;w=21600` (Docker Hub) or `ratelimit-remaining: 76`.
std::optional<std::int64_t> quota_left(const HttpHeaders& headers);

/// "8 of 100 pulls", where an answer says that a quota of an hour or more is nearly used up: a tenth of it is left, and
/// no more than 20 pulls.
std::optional<std::string> nearly_spent_quota(const HttpHeaders& headers);

}  // namespace tagwarden
