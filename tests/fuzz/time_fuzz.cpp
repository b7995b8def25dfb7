// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/time.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    if (const auto time = parse_time(text)) {
        require(parse_time(format_time(*time)) == *time);
        require(format_time(*time).starts_with(text.substr(0, 10)));
    }
    if (const auto duration = parse_duration(text)) require(duration->count() >= 0);
}

}  // namespace tagwarden::fuzz
