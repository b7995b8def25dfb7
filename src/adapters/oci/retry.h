// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>
#include <thread>

#include "base/result.h"

namespace tagwarden {

/// How often a question is asked again that a registry could not answer, and how long is waited in between.
struct RetryPolicy {
    int attempts = 3;
    std::chrono::milliseconds pause{500};  ///< before the second attempt; doubles with each further one
};

/// Calls `ask` until its answer is neither `unreachable` nor a server's failure (5xx), or the attempts are used up.
/// Only for requests that change nothing.
template <class Ask>
auto with_retries(const RetryPolicy& policy, Ask ask)
{
    auto answer = ask();
    auto pause = policy.pause;
    for (int attempt = 1; attempt < policy.attempts; ++attempt) {
        const bool passing = answer ? answer->status >= 500 : answer.error().kind == ErrorKind::unreachable;
        if (!passing) break;
        std::this_thread::sleep_for(pause);
        pause *= 2;
        answer = ask();
    }
    return answer;
}

}  // namespace tagwarden
