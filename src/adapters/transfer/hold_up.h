// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace tagwarden {

/// How much of the others' patience one has used up. What they wait for it counts; of the time in which it keeps up a
/// quarter counts back, so that the small waits of a long way do not add up, and who is always slower by more than that
/// is found out in the end. It has no clock: it is told.
class HoldUp {
public:
    /// The others begin to wait for it, if they do not already.
    void begin(std::chrono::milliseconds now)
    {
        if (since_) return;
        used_ = std::max(std::chrono::milliseconds::zero(), used_ - (now - until_) / 4);
        since_ = now;
    }

    /// It goes on.
    void end(std::chrono::milliseconds now)
    {
        used_ = used(now);
        until_ = now;
        since_.reset();
    }

    bool going_on() const { return since_.has_value(); }

    std::chrono::milliseconds used(std::chrono::milliseconds now) const
    {
        return since_ ? used_ + (now - *since_) : used_;
    }

private:
    std::chrono::milliseconds used_{0};
    std::chrono::milliseconds until_{0};              ///< when the last one was over
    std::optional<std::chrono::milliseconds> since_;  ///< of the one that goes on
};

}  // namespace tagwarden
