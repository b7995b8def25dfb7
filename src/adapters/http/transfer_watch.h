// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>

#include "adapters/http/network_settings.h"

namespace tagwarden {

/// Counts how long a transfer has waited for the other side, and says when that was too long. It has no clock: time
/// in which this side did not wait is never told to it, and so never counts.
class TransferWatch {
public:
    explicit TransferWatch(const NetworkSettings& settings);

    /// The request is out, nothing of the answer is in, and so much more time went by.
    void waited_for_answer(std::chrono::nanoseconds time) { for_answer_ += time; }

    /// So much more time went by; `moved` bytes, in both directions and since its beginning, is where the transfer is.
    void waited_for_bytes(std::chrono::nanoseconds time, std::int64_t moved);

    bool no_answer() const { return for_answer_ >= first_byte_; }
    bool stalled() const { return for_bytes_ >= stall_; }

    /// How long to wait at most before the next report.
    std::chrono::nanoseconds left() const;

private:
    std::chrono::nanoseconds first_byte_;
    std::chrono::nanoseconds stall_;
    std::int64_t enough_;  ///< bytes that have to move within `stall_`

    std::chrono::nanoseconds for_answer_{0};
    std::chrono::nanoseconds for_bytes_{0};  ///< since enough bytes had moved for the last time
    std::int64_t moved_then_ = 0;
};

}  // namespace tagwarden
