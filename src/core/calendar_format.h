// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace tagwarden {

/// How a calendar version is written, in the words of calver.org: YYYY.MM.MICRO, YY.0M, YYYY-0M-0D.
class CalendarFormat {
public:
    /// A usage error that names the word that is not known. Dates come first, from the year down; MICRO comes last.
    static Result<CalendarFormat> parse(std::string_view text);

    const std::string& str() const { return text_; }

    /// Whether a version's numbers are written like this; a pre-release behind them does not matter.
    bool fits(std::string_view version) const;

    /// The lowest version of this format that a build of that day can be on the way to, after the highest release so
    /// far (none: ""). It is higher than that release: where the day is not, the last number counts on, even to a
    /// day that no month has. Without MICRO, two releases of one day cannot be told apart, and this is how they are.
    std::string next(std::string_view highest, Time day) const;

private:
    enum class Field { year4, year2, month, week, day, micro };
    struct Token {
        Field field;
        bool padded = false;  ///< two digits at least
    };

    static std::optional<Token> token_of(std::string_view word);
    std::vector<std::int64_t> numbers_of(std::string_view version) const;
    std::vector<std::int64_t> date_of(Time day) const;
    std::string written(const std::vector<std::int64_t>& numbers) const;

    std::string text_;
    std::vector<Token> tokens_;
    char between_ = '.';
};

}  // namespace tagwarden
