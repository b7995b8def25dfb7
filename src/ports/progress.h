// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string_view>

namespace tagwarden {

/// Where long work says how far it is. Whoever shows it decides how; saying it must be cheap. May be
/// said from several threads.
struct Progress {
    virtual ~Progress() = default;

    /// A new stretch of work begins: "copying to hub", so many bytes in all (0: not known).
    virtual void begin(std::string_view what, std::int64_t bytes) = 0;
    virtual void advance(std::int64_t bytes) = 0;
    /// So many blobs are moving now.
    virtual void under_way(int blobs) = 0;
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
