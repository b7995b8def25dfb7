// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/transfer_watch.h"

#include <algorithm>

namespace tagwarden {

TransferWatch::TransferWatch(const NetworkSettings& settings)
    : first_byte_(settings.first_byte),
      stall_(settings.stall),
      enough_(std::max<std::int64_t>(1, settings.stall_rate * settings.stall.count() / 1000))
{
}

void TransferWatch::waited_for_bytes(std::chrono::nanoseconds time, std::int64_t moved)
{
    for_bytes_ += time;
    if (moved - moved_then_ < enough_) return;
    for_bytes_ = {};
    moved_then_ = moved;
}

std::chrono::nanoseconds TransferWatch::left() const
{
    return std::min(first_byte_ - for_answer_, stall_ - for_bytes_);
}

}  // namespace tagwarden
