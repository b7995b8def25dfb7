// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "core/tag_name.h"

namespace tagwarden {

/// Tags as a shell would match files: '*' is any characters, '?' is one, [a-z] is one of these and [!a-z] one that is
/// not. It has to match the whole tag.
class TagPattern {
public:
    /// A usage error for what can match no tag: so a regular expression is refused, and does not silently match
    /// nothing.
    static Result<TagPattern> parse(std::string_view text);

    bool matches(const TagName& tag) const;
    const std::string& str() const { return text_; }

private:
    /// What one character, or with '*' any number of characters, may be.
    struct Piece {
        bool any_number = false;
        bool negated = false;
        std::vector<std::pair<char, char>> ranges{};  ///< first and last; none: every character

        bool takes(char c) const;
    };

    TagPattern(std::string text, std::vector<Piece> pieces) : text_(std::move(text)), pieces_(std::move(pieces)) {}

    static Result<std::size_t> read_set(std::string_view text, std::size_t at, Piece& piece);

    std::string text_;
    std::vector<Piece> pieces_;
};

/// Which tags of a repository are meant: those that an include pattern matches, all without one, but none that an
/// exclude pattern matches.
struct TagFilter {
    std::vector<TagPattern> include;
    std::vector<TagPattern> exclude;

    bool takes(const TagName& tag) const;
};

}  // namespace tagwarden
