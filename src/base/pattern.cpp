// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/pattern.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include "base/text.h"

namespace tagwarden {

namespace {

RE2::Options over_bytes()
{
    RE2::Options options;
    // Files need not be UTF-8, and a byte that is not must not end a match.
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    return options;
}

re2::StringPiece piece_of(std::string_view text)
{
    return {text.data(), text.size()};
}

/// RE2 tells a group that took no part from one that matched nothing by its null pointer.
std::vector<std::optional<std::string_view>> views_of(const std::vector<re2::StringPiece>& pieces)
{
    std::vector<std::optional<std::string_view>> views(pieces.size());
    for (std::size_t i = 0; i < pieces.size(); ++i)
        if (pieces[i].data() != nullptr) views[i] = std::string_view(pieces[i].data(), pieces[i].size());
    return views;
}

std::string name_given_twice(const RE2& expression)
{
    const auto& numbers = expression.NamedCapturingGroups();
    for (const auto& [number, name] : expression.CapturingGroupNames())
        if (numbers.at(name) != number) return name;
    return "";
}

}  // namespace

struct Pattern::Compiled {
    explicit Compiled(std::string_view text) : expression(piece_of(text), over_bytes()) {}

    RE2 expression;
};

Result<Pattern> Pattern::parse(std::string_view text)
{
    auto compiled = std::make_shared<const Compiled>(text);
    const auto& expression = compiled->expression;
    if (!expression.ok())
        return fail(ErrorKind::usage,
                    fmt::format("the pattern '{}' does not compile: {}, at '{}'", printable(text),
                                printable(expression.error()), printable(expression.error_arg())),
                    "patterns are RE2's: https://github.com/google/re2/wiki/Syntax");
    if (RE2::FullMatch("", expression))
        return fail(ErrorKind::usage,
                    fmt::format("the pattern '{}' matches no text at all, which is everywhere", printable(text)),
                    "make it ask for something: [0-9]+ instead of [0-9]*");
    // RE2 would silently take the first of the two.
    if (const auto twice = name_given_twice(expression); !twice.empty())
        return fail(ErrorKind::usage, fmt::format("the pattern '{}' has two groups named '{}'", printable(text), twice),
                    "give each group a name of its own");
    return Pattern(std::move(compiled));
}

const std::string& Pattern::str() const
{
    return compiled_->expression.pattern();
}

std::size_t Pattern::groups() const
{
    return static_cast<std::size_t>(compiled_->expression.NumberOfCapturingGroups());
}

std::vector<std::string> Pattern::group_names() const
{
    std::vector<std::string> names;
    for (const auto& [number, name] : compiled_->expression.CapturingGroupNames()) names.push_back(name);
    return names;
}

std::optional<Pattern::Match> Pattern::find(std::string_view text) const
{
    return find_from(0, text);
}

std::vector<Pattern::Match> Pattern::find_all(std::string_view text, std::size_t most) const
{
    std::vector<Match> all;
    std::size_t from = 0;
    while (all.size() < most) {
        auto match = find_from(from, text);
        if (!match) break;
        from = static_cast<std::size_t>(match->text().data() - text.data()) + match->text().size();
        all.push_back(std::move(*match));
    }
    return all;
}

/// The first match that is not empty and begins there or behind it; what is in front counts for \b and ^.
std::optional<Pattern::Match> Pattern::find_from(std::size_t from, std::string_view text) const
{
    std::vector<re2::StringPiece> found(groups() + 1);
    while (from < text.size()) {
        if (!compiled_->expression.Match(piece_of(text), from, text.size(), RE2::UNANCHORED, found.data(),
                                         static_cast<int>(found.size())))
            return std::nullopt;
        if (!found[0].empty()) return Match(compiled_, views_of(found));
        from = static_cast<std::size_t>(found[0].data() - text.data()) + 1;
    }
    return std::nullopt;
}

std::optional<std::string_view> Pattern::Match::group(std::size_t number) const
{
    return number < groups_.size() ? groups_[number] : std::nullopt;
}

std::optional<std::string_view> Pattern::Match::group(std::string_view name) const
{
    const auto& numbers = pattern_->expression.NamedCapturingGroups();
    const auto found = numbers.find(std::string(name));
    return found == numbers.end() ? std::nullopt : group(static_cast<std::size_t>(found->second));
}

}  // namespace tagwarden
