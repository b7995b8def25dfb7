// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "adapters/transfer/blob_queue.h"
#include "ports/progress.h"

namespace tagwarden {

/// Brings every blob that destinations lack, several at a time as their lanes allow. Whatever fails is noted with the
/// jobs that needed it. The progress is told by the calling thread, some times a second.
void copy_blobs(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop, const Pace& pace,
                std::string_view what, Progress& progress);

}  // namespace tagwarden
