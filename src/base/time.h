// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// An instant, to the second, in UTC. Read once per operation from a clock port.
using Time = std::chrono::sys_seconds;

/// "2026-11-22T06:47:49Z" (RFC 3339).
std::string format_time(Time time);

/// "2026-11-24 10:00 UTC", for people: the minute at whose beginning it is past.
std::string format_minute(Time time);

/// Reads RFC 3339: what format_time() writes, and also with an offset in place of the Z ("+02:00") and with a fraction
/// of a second, which is dropped. A day alone ("2026-11-22") is its first second.
Result<Time> parse_time(std::string_view text);

/// Reads a length of time: "90s", "30m", "24h", "7d".
Result<std::chrono::seconds> parse_duration(std::string_view text);

}  // namespace tagwarden
