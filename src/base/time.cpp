// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/time.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>

#include "base/text.h"

namespace tagwarden {

namespace {

std::optional<int> digits(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size() || !all_digits(text.substr(at, count))) return std::nullopt;
    int value = 0;
    std::from_chars(text.data() + at, text.data() + at + count, value);
    return value;
}

std::optional<Time> day_in(std::string_view text)
{
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (!year || !month || !day || text[4] != '-' || text[7] != '-') return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days{date};
}

/// "Z" of ".123Z". A point without a digit stays, and is then no offset.
std::string_view without_fraction(std::string_view text)
{
    if (text.size() < 2 || text[0] != '.' || !is_digit(text[1])) return text;
    const auto end = text.find_first_not_of("0123456789", 1);
    return end == std::string_view::npos ? std::string_view() : text.substr(end);
}

/// How far the clock is ahead of UTC: "Z", "+02:00", "-05:30".
std::optional<std::chrono::minutes> offset_in(std::string_view text)
{
    if (text == "Z") return std::chrono::minutes{0};
    const auto hours = digits(text, 1, 2), minutes = digits(text, 4, 2);
    if (!hours || !minutes || text.size() != 6 || text[3] != ':' || *hours > 23 || *minutes > 59) return std::nullopt;
    const auto length = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    if (text[0] == '+') return length;
    return text[0] == '-' ? std::optional(-length) : std::nullopt;
}

std::unexpected<Error> not_a_time(std::string_view text)
{
    return fail(ErrorKind::usage, fmt::format("'{}' is not a time", printable(text)),
                "write it as 2026-11-22 or 2026-11-22T06:47:49Z");
}

}  // namespace

std::string format_minute(Time time)
{
    const auto text = format_time(std::chrono::ceil<std::chrono::minutes>(time));
    constexpr std::size_t day = 10, minute_at = 11, minute = 5;
    return text.substr(0, day) + " " + text.substr(minute_at, minute) + " UTC";
}

std::string format_time(Time time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), clock.hours().count(),
                       clock.minutes().count(), clock.seconds().count());
}

Result<Time> parse_time(std::string_view text)
{
    const auto midnight = day_in(text);
    if (!midnight) return not_a_time(text);
    if (text.size() == 10) return *midnight;

    const auto hour = digits(text, 11, 2), minute = digits(text, 14, 2), second = digits(text, 17, 2);
    if (!hour || !minute || !second || text[10] != 'T' || text[13] != ':' || text[16] != ':' || *hour > 23 ||
        *minute > 59 || *second > 59)
        return not_a_time(text);
    const auto offset = offset_in(without_fraction(text.substr(19)));
    if (!offset) return not_a_time(text);
    return *midnight + std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second} -
           *offset;
}

Result<std::chrono::seconds> parse_duration(std::string_view text)
{
    const auto wrong = [&] {
        return fail(ErrorKind::usage, fmt::format("'{}' is not a length of time", printable(text)),
                    "write it as 90s, 30m, 24h or 7d");
    };
    // Nine digits of days are far past any use and far below overflow.
    if (text.size() < 2 || text.size() > 10 || !all_digits(text.substr(0, text.size() - 1))) return wrong();
    std::int64_t count = 0;
    std::from_chars(text.data(), text.data() + text.size() - 1, count);
    switch (text.back()) {
        case 's': return std::chrono::seconds{count};
        case 'm': return std::chrono::seconds{count * 60};
        case 'h': return std::chrono::seconds{count * 3600};
        case 'd': return std::chrono::seconds{count * 86400};
        default: return wrong();
    }
}

}  // namespace tagwarden
