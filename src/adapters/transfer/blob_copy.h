// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/blob_queue.h"
#include "adapters/transfer/meter.h"

namespace tagwarden {

/// What all blobs of a transfer have in common.
struct BlobTransfer {
    const BlobTable& blobs;
    BlobQueue& queue;
    Meter& meter;
    const StopSignal& stop;
    const Pace& pace;
};

/// Brings one blob to its destinations, and tells the queue what became of it at each as soon as it is known. For one
/// of them, it pulls from the source itself; several are fed from one read of the source, each on a thread of its own,
/// and one that fails or is slow does not stop the others. `work` may be gone when it returns.
void copy_blob(BlobWork& work, const BlobTransfer& transfer);

}  // namespace tagwarden
