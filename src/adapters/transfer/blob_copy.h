// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/blob_queue.h"
#include "adapters/transfer/meter.h"

namespace tagwarden {

/// Brings one blob to its destinations. For one of them, it pulls from the source itself; several are fed from one
/// read of the source, each on a thread of its own, and one that fails does not stop the others.
BlobOutcome copy_blob(const BlobWork& work, const BlobTable& blobs, Meter& meter, const StopSignal& stop);

}  // namespace tagwarden
