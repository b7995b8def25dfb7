// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/rewindable_hash.h"

#include <algorithm>
#include <iterator>

namespace tagwarden {

namespace {

constexpr std::int64_t first_distance = std::int64_t{8} * 1024 * 1024;
constexpr std::size_t most_kept = 64;

}  // namespace

RewindableHash::RewindableHash(HashAlgorithm algorithm)
    : hasher_(algorithm), distance_(first_distance), next_(first_distance)
{
    kept_.push_back({0, hasher_.copy()});
}

void RewindableHash::update(std::string_view bytes)
{
    hasher_.update(bytes);
    at_ += static_cast<std::int64_t>(bytes.size());
    if (at_ >= next_) keep();
}

void RewindableHash::keep()
{
    if (kept_.size() == most_kept) {
        for (std::size_t i = 1; i < most_kept / 2; ++i) kept_[i] = std::move(kept_[2 * i]);
        kept_.erase(kept_.begin() + most_kept / 2, kept_.end());
        distance_ *= 2;
    }
    kept_.push_back({at_, hasher_.copy()});
    next_ = at_ + distance_;
}

std::int64_t RewindableHash::nearest(std::int64_t offset) const
{
    const auto after = std::ranges::upper_bound(kept_, offset, {}, &Kept::at);
    return after == kept_.begin() ? 0 : std::prev(after)->at;
}

void RewindableHash::go_back(std::int64_t offset)
{
    at_ = nearest(offset);
    while (kept_.back().at > at_) kept_.pop_back();
    hasher_ = kept_.back().hasher.copy();
    next_ = at_ + distance_;
}

}  // namespace tagwarden
