// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <cstdint>

namespace tagwarden {

/// What the threads that move blobs count, for whoever shows it.
struct Meter {
    std::atomic<std::int64_t> bytes = 0;  ///< given to destinations
    std::atomic<int> under_way = 0;       ///< blobs
};

}  // namespace tagwarden
