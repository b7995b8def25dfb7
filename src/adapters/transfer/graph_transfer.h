// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/pace.h"
#include "ports/content_transfer.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Brings all jobs of a batch as one graph, in steps that each begin when the one before has ended:
///
/// 1. manifests are read, once for each source, and what is attached to them (content_graph.h, attached_content.h);
/// 2. each destination is asked what is there, and takes over what is near (existence.h, mounts.h);
/// 3. blobs are streamed, several at a time, each read once for all destinations that keep up (blob_crew.h,
///    blob_copy.h, tee.h); one that does not holds up the others no longer than patience lasts;
/// 4. manifests are stored, children first (manifest_puts.h), then cosign's tags are set (attached_tags.h).
///
/// It keeps manifests and descriptors in memory, blobs never: what it needs does not grow with their size or number
/// beyond some hundred bytes each. When the program is to be stopped it begins nothing new, and what is not complete
/// ends as `interrupted`.
class GraphTransfer final : public ContentTransfer {
public:
    /// `stop` and the clock of `pace` have to outlive it.
    GraphTransfer(const StopSignal& stop, const Pace& pace) : stop_(stop), pace_(pace) {}

    Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) override;

private:
    const StopSignal& stop_;
    const Pace pace_;
};

}  // namespace tagwarden
