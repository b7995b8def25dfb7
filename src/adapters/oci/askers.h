// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>

namespace tagwarden {

/// As many threads as ask at once, and as a host may ever be asked by; how many it is asked now is its budget's matter
/// (http/host_budget.h). Each has a stack, a connection and buffers, some 50 KiB together.
inline constexpr std::size_t questions_at_once = 24;

/// Shares out the threads of a process among the batches of questions that are under way, so that asking three
/// destinations takes no more memory than asking one.
class Askers {
public:
    /// One batch, for as long as it is under way.
    class Batch {
    public:
        explicit Batch(Askers& all) : all_(all) { ++all_.batches_; }
        ~Batch() { --all_.batches_; }
        Batch(const Batch&) = delete;
        Batch& operator=(const Batch&) = delete;

        /// So many threads may work at it now, one at least.
        std::size_t share() const { return std::max<std::size_t>(questions_at_once / all_.batches_, 1); }

    private:
        Askers& all_;
    };

private:
    std::atomic<std::size_t> batches_ = 0;
};

}  // namespace tagwarden
