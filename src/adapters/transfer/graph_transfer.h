// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/content_transfer.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Brings all jobs of a batch as one graph, in steps that each begin when the one before has ended:
///
/// 1. manifests are read, once for each source, and what is attached to them (content_graph.h, attached_content.h);
/// 2. each destination is asked what is there, and takes over what is near (existence.h, mounts.h);
/// 3. blobs are streamed, several at a time, each read once for all destinations (blob_crew.h, blob_copy.h, tee.h);
/// 4. manifests are stored, children first (manifest_puts.h), then cosign's tags are set (attached_tags.h).
///
/// It keeps manifests and descriptors in memory, blobs never: what it needs does not grow with their size or number
/// beyond some hundred bytes each. When the program is to be stopped it begins nothing new, and what is not complete
/// ends as `interrupted`.
class GraphTransfer final : public ContentTransfer {
public:
    /// `stop` has to outlive it.
    explicit GraphTransfer(const StopSignal& stop) : stop_(stop) {}

    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) override;

private:
    const StopSignal& stop_;
};

}  // namespace tagwarden
