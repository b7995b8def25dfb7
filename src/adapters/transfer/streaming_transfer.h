// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/content_transfer.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Streams blobs from reader to writer without keeping them: one job, one blob at a time. What is at the destination
/// already is asked for first and not sent; a part that is there says nothing of what is below it, so all are asked.
class StreamingTransfer final : public ContentTransfer {
public:
    StreamingTransfer() = default;
    /// Ends with `interrupted` once `stop`, which must live as long, says so.
    explicit StreamingTransfer(const StopSignal& stop) : stop_(&stop) {}

    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) override;

private:
    NeverStopped never_;
    const StopSignal* stop_ = &never_;
};

}  // namespace tagwarden
