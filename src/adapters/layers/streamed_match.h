// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// Compiles a pattern for bytes; the errors are those of Pattern::parse().
Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern);

/// Finds every match of a pattern in bytes that come in pieces, in bounded memory: a window is searched, and its
/// end, where a match may go on in bytes that are not there yet, is searched again with the next window.
class StreamedMatch {
public:
    /// How many bytes are searched at once, and the longest match that is promised to be found.
    struct Sizes {
        std::size_t window = std::size_t{1024} * 1024;
        std::size_t overlap = 4096;
        std::size_t most_texts = 16;
    };

    explicit StreamedMatch(std::shared_ptr<const RE2> pattern);
    StreamedMatch(std::shared_ptr<const RE2> pattern, Sizes sizes);

    void feed(std::string_view bytes);

    /// The first group, or the whole match where there is none, of every match, each text once, in order.
    /// A usage error when a match was longer than the overlap.
    Result<std::vector<std::string>> finish();

private:
    enum class Bytes { more_to_come, all_there };

    void search(Bytes bytes);
    bool is_certain(const re2::StringPiece& match, Bytes bytes) const;
    void note(const re2::StringPiece& match, const re2::StringPiece& text);
    void forget_what_was_searched();
    bool is_full() const { return too_long_ || texts_.size() >= sizes_.most_texts; }

    std::shared_ptr<const RE2> pattern_;
    Sizes sizes_;
    std::string buffer_;
    std::size_t from_ = 0;  ///< where in the buffer the next match may begin
    std::vector<std::string> texts_;
    bool too_long_ = false;
};

}  // namespace tagwarden
