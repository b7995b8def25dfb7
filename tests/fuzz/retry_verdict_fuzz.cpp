// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// An answer (answer_text.h): its headers as they are kept, and what it says about asking again.

#include "adapters/http/retry_verdict.h"
#include "tests/fuzz/answer_text.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto answer = answer_in(text);
    if (const auto length = answer.headers.content_length()) require(*length >= 0);

    const auto now = *parse_time("2026-11-22T06:00:00Z");
    constexpr std::chrono::hours a_year{24 * 366};
    const auto after = retry_after(answer.headers, now);
    require(!after || (after->count() >= 0 && *after <= a_year));

    const auto verdict = judge(answer, now);
    using Kind = RetryVerdict::Kind;
    if (verdict.kind == Kind::quota_spent) require(answer.status == 429 && !verdict.after);
    if (answer.status >= 200 && answer.status < 400) require(verdict.kind == Kind::final);
    if (answer.status == 503) require(verdict.kind == Kind::overloaded && verdict.after == after);
}

}  // namespace tagwarden::fuzz
