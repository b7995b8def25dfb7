// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/interrupted.h"
#include "adapters/transfer/meter.h"
#include "adapters/transfer/turns.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Passes on the bytes of one blob to one destination: counts them, ends them when the program is to end, knows whether
/// it was the source that failed, and tells whose turn it is. Bytes that are read again after rewind() count once.
class MeteredStream final : public ByteStream {
public:
    MeteredStream(ByteStream& bytes, Meter& meter, const StopSignal& stop, Turns& turns)
        : bytes_(bytes), meter_(meter), stop_(stop), turns_(turns)
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        if (stop_.stopped()) return fail(interrupted());
        const SourcesTurn turn(turns_);
        auto size = bytes_.read(into);
        if (size)
            count(static_cast<std::int64_t>(*size));
        else
            source_failed_ = true;
        return size;
    }

    Result<void> rewind(std::int64_t offset) override
    {
        const SourcesTurn turn(turns_);
        auto there = bytes_.rewind(offset);
        if (there) at_ = offset;
        return there;
    }

    /// For a blob that did not arrive.
    void take_back() { meter_.bytes -= counted_; }

    bool source_failed() const { return source_failed_; }

private:
    void count(std::int64_t size)
    {
        at_ += size;
        if (at_ <= counted_) return;
        meter_.bytes += at_ - counted_;
        counted_ = at_;
    }

    ByteStream& bytes_;
    Meter& meter_;
    const StopSignal& stop_;
    Turns& turns_;
    std::int64_t at_ = 0;
    std::int64_t counted_ = 0;
    bool source_failed_ = false;
};

}  // namespace tagwarden
