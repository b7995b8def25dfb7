// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Two lines: a format, and the highest version so far.

#include "core/calendar_format.h"

#include "core/version/version.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto [format_text, highest] = first_line(text);
    const auto format = CalendarFormat::parse(format_text);
    if (!format) return;
    const auto next = format->next(highest, *parse_time("2026-11-22"));
    require(format->fits(next));
    const auto version = Version::parse(Order::calver, next), before = Version::parse(Order::calver, highest);
    require(version.has_value());
    if (before && format->fits(highest)) require(*before < *version || before->prerelease());
}

}  // namespace tagwarden::fuzz
