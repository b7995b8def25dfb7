// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <cstdint>

namespace tagwarden {

/// Whose turn it is while a blob goes from a source to a destination: the destination's first, then the source's
/// whenever it is asked for bytes, and so on by turns. Told by the thread that moves the bytes, at next to no cost; who
/// looks now and then sees who keeps the blob waiting.
class Turns {
public:
    using Turn = std::uint32_t;

    void pass() { now_.fetch_add(1, std::memory_order_relaxed); }

    Turn now() const { return now_.load(std::memory_order_relaxed); }
    static bool is_the_sources(Turn turn) { return turn % 2 == 1; }

private:
    std::atomic<Turn> now_ = 0;
};

/// It is the source's turn for as long as this lives.
class SourcesTurn {
public:
    explicit SourcesTurn(Turns& turns) : turns_(turns) { turns_.pass(); }
    ~SourcesTurn() { turns_.pass(); }
    SourcesTurn(const SourcesTurn&) = delete;
    SourcesTurn& operator=(const SourcesTurn&) = delete;

private:
    Turns& turns_;
};

}  // namespace tagwarden
