// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/tag_pattern.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace tagwarden {

namespace {

bool is_tag_character(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '-';
}

std::unexpected<Error> wrong(std::string_view text, std::size_t at, std::string wanted)
{
    Error error{ErrorKind::usage,
                fmt::format("'{}' is not a pattern for tags", excerpt(text)),
                "patterns are those of a shell: '1.2*', 'v?.?', '[!r]*'; give the option again for another one",
                {}};
    error.place = Place{std::string(text), at, std::move(wanted)};
    return fail(std::move(error));
}

}  // namespace

bool TagPattern::Piece::takes(char c) const
{
    if (ranges.empty()) return true;
    const bool in =
        std::ranges::any_of(ranges, [c](const auto& range) { return range.first <= c && c <= range.second; });
    return in != negated;
}

/// Reads from behind a '[' to its ']', and says where that is.
Result<std::size_t> TagPattern::read_set(std::string_view text, std::size_t at, Piece& piece)
{
    piece.negated = at < text.size() && (text[at] == '!' || text[at] == '^');
    if (piece.negated) ++at;
    for (; at < text.size() && text[at] != ']'; ++at) {
        if (!is_tag_character(text[at])) return wrong(text, at, "a character of a tag");
        const bool range = at + 2 < text.size() && text[at + 1] == '-' && text[at + 2] != ']';
        const auto last = range ? at + 2 : at;
        if (!is_tag_character(text[last]) || text[last] < text[at])
            return wrong(text, last, "a character of a tag that is not before the first of the range");
        piece.ranges.emplace_back(text[at], text[last]);
        at = last;
    }
    if (at == text.size() || piece.ranges.empty()) return wrong(text, at, "characters, and ']' behind them");
    return at;
}

Result<TagPattern> TagPattern::parse(std::string_view text)
{
    std::vector<Piece> pieces;
    for (std::size_t at = 0; at < text.size(); ++at) {
        auto& piece = pieces.emplace_back();
        if (text[at] == '*') {
            piece.any_number = true;
        } else if (text[at] == '[') {
            const auto end = read_set(text, at + 1, piece);
            if (!end) return fail(end.error());
            at = *end;
        } else if (is_tag_character(text[at])) {
            piece.ranges.emplace_back(text[at], text[at]);
        } else if (text[at] != '?') {
            return wrong(text, at, "a character of a tag, '*', '?' or '['");
        }
    }
    if (pieces.empty()) return wrong(text, 0, "a character of a tag, '*', '?' or '['");
    return TagPattern(std::string(text), std::move(pieces));
}

bool TagPattern::matches(const TagName& tag) const
{
    const std::string_view text = tag.str();
    std::size_t at = 0;
    std::size_t piece = 0;
    // Where to go on when it does not fit: behind the last '*', which then takes one character more. What an earlier
    // one took never has to change, so the time is bounded by the product of the two lengths.
    std::size_t star = pieces_.size();
    std::size_t star_at = 0;
    while (at < text.size()) {
        if (piece < pieces_.size() && pieces_[piece].any_number) {
            star = piece++;
            star_at = at;
        } else if (piece < pieces_.size() && pieces_[piece].takes(text[at])) {
            ++piece;
            ++at;
        } else if (star < pieces_.size()) {
            piece = star + 1;
            at = ++star_at;
        } else {
            return false;
        }
    }
    while (piece < pieces_.size() && pieces_[piece].any_number) ++piece;
    return piece == pieces_.size();
}

bool TagFilter::takes(const TagName& tag) const
{
    const auto matches = [&](const TagPattern& pattern) { return pattern.matches(tag); };
    return (include.empty() || std::ranges::any_of(include, matches)) && std::ranges::none_of(exclude, matches);
}

}  // namespace tagwarden
