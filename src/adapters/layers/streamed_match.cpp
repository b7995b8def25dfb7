// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/streamed_match.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/pattern.h"
#include "base/text.h"

namespace tagwarden {

Result<std::shared_ptr<const RE2>> compile_pattern(const std::string& pattern)
{
    if (auto checked = Pattern::parse(pattern); !checked) return fail(checked.error());
    RE2::Options options;  // those of Pattern
    options.set_encoding(RE2::Options::EncodingLatin1);
    options.set_log_errors(false);
    return std::make_shared<const RE2>(pattern, options);
}

StreamedMatch::StreamedMatch(std::shared_ptr<const RE2> pattern) : StreamedMatch(std::move(pattern), Sizes{}) {}

StreamedMatch::StreamedMatch(std::shared_ptr<const RE2> pattern, Sizes sizes)
    : pattern_(std::move(pattern)), sizes_(sizes)
{
}

void StreamedMatch::feed(std::string_view bytes)
{
    while (!bytes.empty() && !is_full()) {
        // Behind what is kept of the last window there is always room for a whole new one.
        const auto full = from_ + sizes_.overlap + sizes_.window;
        const auto piece = bytes.substr(0, full - buffer_.size());
        buffer_ += piece;
        bytes.remove_prefix(piece.size());
        if (buffer_.size() < full) return;
        search(Bytes::more_to_come);
        forget_what_was_searched();
    }
}

Result<std::vector<std::string>> StreamedMatch::finish()
{
    if (!is_full()) search(Bytes::all_there);
    if (!too_long_) return std::move(texts_);
    return fail(ErrorKind::usage,
                fmt::format("the pattern '{}' matches more than {} bytes at one place", printable(pattern_->pattern()),
                            sizes_.overlap),
                "make it narrower: [0-9.]+ instead of .*");
}

void StreamedMatch::search(Bytes bytes)
{
    // Group 0 is the whole match, and is the text where the pattern has no group.
    const int groups = std::min(1, pattern_->NumberOfCapturingGroups());
    std::array<re2::StringPiece, 2> found;
    while (!is_full() && pattern_->Match(buffer_, from_, buffer_.size(), RE2::UNANCHORED, found.data(), groups + 1)) {
        if (!is_certain(found[0], bytes)) break;
        const auto begin = static_cast<std::size_t>(found[0].data() - buffer_.data());
        // An empty match says nothing and would be found for ever.
        if (!found[0].empty()) note(found[0], found[static_cast<std::size_t>(groups)]);
        from_ = begin + std::max<std::size_t>(1, found[0].size());
        if (from_ > buffer_.size()) break;
    }
    // A match of the promised length that begins before this point would have been seen whole.
    if (bytes == Bytes::more_to_come && buffer_.size() > sizes_.overlap)
        from_ = std::max(from_, buffer_.size() - sizes_.overlap);
}

/// More bytes cannot change this match: it begins so early that any promised length fits, and was not cut.
bool StreamedMatch::is_certain(const re2::StringPiece& match, Bytes bytes) const
{
    if (bytes == Bytes::all_there) return true;
    const auto begin = static_cast<std::size_t>(match.data() - buffer_.data());
    return begin + sizes_.overlap < buffer_.size();
}

void StreamedMatch::note(const re2::StringPiece& match, const re2::StringPiece& text)
{
    if (match.size() > sizes_.overlap) {
        too_long_ = true;
        return;
    }
    std::string found(text);
    if (std::ranges::find(texts_, found) == texts_.end()) texts_.push_back(std::move(found));
}

void StreamedMatch::forget_what_was_searched()
{
    // One byte in front stays: \b and (?m)^ look back at it, and ^ must not take the window's start for the file's.
    if (from_ < 2) return;
    buffer_.erase(0, from_ - 1);
    from_ = 1;
}

}  // namespace tagwarden
