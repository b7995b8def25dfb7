// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/calendar_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.h"

namespace tagwarden {

namespace {

std::unexpected<Error> not_a_format(std::string_view text, const std::string& why)
{
    return fail(ErrorKind::usage, fmt::format("'{}' is not a calendar format: {}", excerpt(text), why),
                "put together YYYY, YY or 0Y, MM or 0M, WW or 0W, DD or 0D, and MICRO, for example YYYY.MM.MICRO");
}

}  // namespace

std::optional<CalendarFormat::Token> CalendarFormat::token_of(std::string_view word)
{
    if (word == "YYYY") return Token{Field::year4};
    if (word == "YY") return Token{Field::year2};
    if (word == "0Y") return Token{Field::year2, true};
    if (word == "MM") return Token{Field::month};
    if (word == "0M") return Token{Field::month, true};
    if (word == "WW") return Token{Field::week};
    if (word == "0W") return Token{Field::week, true};
    if (word == "DD") return Token{Field::day};
    if (word == "0D") return Token{Field::day, true};
    if (word == "MICRO") return Token{Field::micro};
    return std::nullopt;
}

Result<CalendarFormat> CalendarFormat::parse(std::string_view text)
{
    CalendarFormat format;
    format.text_ = text;
    format.between_ = text.find('-') != std::string_view::npos ? '-' : '.';
    for (const auto word : split(text, format.between_)) {
        const auto token = token_of(word);
        if (!token) return not_a_format(text, fmt::format("'{}' is not known", excerpt(word)));
        // What comes later has to be smaller, or the versions would not order as their days.
        if (!format.tokens_.empty() && token->field <= format.tokens_.back().field)
            return not_a_format(text, fmt::format("{} cannot stand behind what is before it", word));
        format.tokens_.push_back(*token);
    }
    if (format.tokens_.front().field > Field::year2) return not_a_format(text, "it does not begin with a year");
    if (format.between_ == '-' && format.text_ != "YYYY-0M-0D")
        return not_a_format(text, "with '-' between its numbers it can only be YYYY-0M-0D");
    return format;
}

bool CalendarFormat::fits(std::string_view version) const
{
    return !numbers_of(version).empty();
}

/// The numbers of a version of this format; none when it is not of it.
std::vector<std::int64_t> CalendarFormat::numbers_of(std::string_view version) const
{
    constexpr std::int64_t largest = 999'999'999'999'999'999;  // there is a next one
    std::vector<std::int64_t> numbers;
    for (const auto& token : tokens_) {
        if (!numbers.empty()) {
            if (!version.starts_with(between_)) return {};
            version.remove_prefix(1);
        }
        std::int64_t value = 0;
        const auto [end, problem] = std::from_chars(version.data(), version.data() + version.size(), value);
        const auto digits = static_cast<std::size_t>(end - version.data());
        const std::size_t least = token.field == Field::year4 ? 4 : token.padded ? 2 : 1;
        if (problem != std::errc() || value < 0 || value > largest || digits < least) return {};
        numbers.push_back(value);
        version.remove_prefix(digits);
    }
    const bool ends = version.empty() || version.front() == '-' || version.front() == '+';
    return ends ? numbers : std::vector<std::int64_t>{};
}

std::vector<std::int64_t> CalendarFormat::date_of(Time day) const
{
    const std::chrono::sys_days days = std::chrono::floor<std::chrono::days>(day);
    const std::chrono::year_month_day date{days};
    const auto year = static_cast<int>(date.year());
    const auto day_of_year = (days - std::chrono::sys_days{date.year() / 1 / 1}).count();
    std::vector<std::int64_t> numbers;
    for (const auto& token : tokens_) {
        switch (token.field) {
            case Field::year4: numbers.push_back(year); break;
            case Field::year2: numbers.push_back(year - 2000); break;
            case Field::month: numbers.push_back(static_cast<unsigned>(date.month())); break;
            // Counted from the first of January: the weeks of ISO 8601 do not grow with the days of a year.
            case Field::week: numbers.push_back(day_of_year / 7 + 1); break;
            case Field::day: numbers.push_back(static_cast<unsigned>(date.day())); break;
            case Field::micro: numbers.push_back(0); break;
        }
    }
    return numbers;
}

std::string CalendarFormat::written(const std::vector<std::int64_t>& numbers) const
{
    std::string text;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
        if (i > 0) text += between_;
        text += fmt::format("{:0{}}", numbers[i], tokens_[i].padded ? 2 : 1);
    }
    return text;
}

std::string CalendarFormat::next(std::string_view highest, Time day) const
{
    const auto today = date_of(day);
    auto last = numbers_of(highest);
    if (last.empty()) return written(today);
    const auto dates = tokens_.back().field == Field::micro ? tokens_.size() - 1 : tokens_.size();
    const auto date_end = [&](auto& numbers) { return numbers.begin() + static_cast<std::ptrdiff_t>(dates); };
    if (std::lexicographical_compare(last.begin(), date_end(last), today.begin(), date_end(today)))
        return written(today);
    ++last.back();
    return written(last);
}

}  // namespace tagwarden
