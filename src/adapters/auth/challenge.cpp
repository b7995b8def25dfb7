// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/auth/challenge.h"

#include <algorithm>

#include "adapters/http/ascii_lower.h"

namespace tagwarden {

namespace {

bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// RFC 9110, 5.6.2.
bool is_token_character(char c)
{
    return is_letter_or_digit(c) ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

// RFC 9110, 11.2.
bool is_token68_character(char c)
{
    return is_letter_or_digit(c) || (c != '\0' && std::string_view("-._~+/").find(c) != std::string_view::npos);
}

bool is_space(char c)
{
    return c == ' ' || c == '\t';
}

/// A header while it is read, from left to right.
class Cursor {
public:
    explicit Cursor(std::string_view text) : rest_(text) {}

    bool at_end() const { return rest_.empty(); }
    bool is_at(char c) const { return !rest_.empty() && rest_.front() == c; }
    void step() { rest_.remove_prefix(1); }

    template <class Wanted>
    std::string_view take(Wanted wanted)
    {
        const auto end = std::ranges::find_if_not(rest_, wanted) - rest_.begin();
        const auto taken = rest_.substr(0, static_cast<std::size_t>(end));
        rest_.remove_prefix(taken.size());
        return taken;
    }

    /// True when it stood at '=', perhaps behind spaces; then it stands behind it and the spaces after it.
    bool take_equals()
    {
        auto ahead = *this;
        ahead.take(is_space);
        if (!ahead.is_at('=')) return false;
        ahead.step();
        ahead.take(is_space);
        *this = ahead;
        return true;
    }

    /// A token68 that fills its place up to a comma or the end. "realm=x" is none: something follows the '='.
    std::string_view take_token68()
    {
        auto ahead = *this;
        if (ahead.take(is_token68_character).empty()) return {};
        ahead.take([](char c) { return c == '='; });
        const auto text = rest_.substr(0, rest_.size() - ahead.rest_.size());
        ahead.take(is_space);
        if (!ahead.at_end() && !ahead.is_at(',')) return {};
        *this = ahead;
        return text;
    }

    std::string take_value()
    {
        if (is_at('"')) return take_quoted();
        return std::string(take([](char c) { return c != ',' && !is_space(c); }));
    }

private:
    std::string take_quoted()
    {
        std::string text;
        for (step(); !at_end() && !is_at('"'); step()) {
            if (is_at('\\') && rest_.size() > 1) step();
            text += rest_.front();
        }
        if (!at_end()) step();
        return text;
    }

    std::string_view rest_;
};

}  // namespace

std::optional<std::string> Challenge::find(const std::string& parameter) const
{
    const auto found = parameters.find(parameter);
    return found == parameters.end() || found->second.empty() ? std::nullopt : std::optional(found->second);
}

std::vector<Challenge> parse_challenges(std::string_view header)
{
    std::vector<Challenge> challenges;
    Cursor cursor(header);
    while (true) {
        cursor.take([](char c) { return c == ',' || is_space(c); });
        if (cursor.at_end()) return challenges;
        const std::string word(cursor.take(is_token_character));
        // The '=' is all that tells one more parameter from the next challenge: both stand behind a comma.
        if (word.empty()) {
            cursor.step();
        } else if (cursor.take_equals()) {
            const auto value = cursor.take_value();
            if (!challenges.empty()) challenges.back().parameters.emplace(ascii_lower(word), value);
        } else {
            challenges.push_back({ascii_lower(word), {}, {}});
            cursor.take(is_space);
            challenges.back().token68 = cursor.take_token68();
        }
    }
}

}  // namespace tagwarden
