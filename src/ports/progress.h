// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string_view>

namespace tagwarden {

/// Where long work says how far it is. Whoever shows it decides how; saying it must be cheap. Told by one thread at a
/// time.
struct Progress {
    virtual ~Progress() = default;

    /// A new stretch of work begins: "copying to hub", so many bytes in all (0: not known).
    virtual void begin(std::string_view what, std::int64_t bytes) = 0;

    /// So many bytes more; fewer than none for those that have to be sent once more.
    virtual void advance(std::int64_t bytes) = 0;

    /// So many blobs are on their way now.
    virtual void under_way(int) {}

    virtual void finish() = 0;
};

/// For whoever does not want to hear it.
struct SilentProgress final : Progress {
    void begin(std::string_view, std::int64_t) override {}
    void advance(std::int64_t) override {}
    void under_way(int) override {}
    void finish() override {}
};

}  // namespace tagwarden
