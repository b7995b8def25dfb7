// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// A regular expression (https://github.com/google/re2/wiki/Syntax) over bytes. One that exists compiles, and asks for
/// something: the empty text does not match it. A match is found in time proportional to the text, whatever the
/// pattern.
class Pattern {
    struct Compiled;

public:
    /// One place where the pattern matches. What it gives are pieces of the text that was searched, which must live on.
    class Match {
    public:
        std::string_view text() const { return *groups_.front(); }

        /// What a group matched, 1 is the first. Nothing when there is no such group, or it took no part in the match.
        std::optional<std::string_view> group(std::size_t number) const;
        std::optional<std::string_view> group(std::string_view name) const;

    private:
        friend class Pattern;

        Match(std::shared_ptr<const Compiled> pattern, std::vector<std::optional<std::string_view>> groups)
            : pattern_(std::move(pattern)), groups_(std::move(groups))
        {
        }

        std::shared_ptr<const Compiled> pattern_;
        std::vector<std::optional<std::string_view>> groups_;  ///< the first is the whole match
    };

    /// A usage error when it does not compile, with the reason and the piece of it that is wrong; when two groups have
    /// one name; and when the empty text matches it.
    static Result<Pattern> parse(std::string_view text);

    const std::string& str() const;
    std::size_t groups() const;                    ///< how many, with and without names
    std::vector<std::string> group_names() const;  ///< those of (?P<name>…), in the order of their numbers

    /// The first match, if there is one.
    std::optional<Match> find(std::string_view text) const;

    /// The first `most` matches, in order; none overlaps another, and none is empty.
    std::vector<Match> find_all(std::string_view text, std::size_t most) const;

private:
    explicit Pattern(std::shared_ptr<const Compiled> compiled) : compiled_(std::move(compiled)) {}

    std::optional<Match> find_from(std::size_t from, std::string_view text) const;

    std::shared_ptr<const Compiled> compiled_;
};

}  // namespace tagwarden
