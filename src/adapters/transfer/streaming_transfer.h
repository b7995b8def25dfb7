// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/content_transfer.h"

namespace tagwarden {

/// Streams blobs from reader to writer without keeping them: one job, one blob at a time. What is at the destination
/// already is asked for first and not sent; a part that is there says nothing of what is below it, so all are asked.
class StreamingTransfer final : public ContentTransfer {
public:
    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) override;
};

}  // namespace tagwarden
