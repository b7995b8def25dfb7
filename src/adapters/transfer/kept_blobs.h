// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/destination.h"

namespace tagwarden {

/// Asks a destination for the blobs that it said it took. One that it does not have is missing again. True when there
/// is such a blob.
bool find_lost_blobs(Destination& destination, const BlobTable& blobs);

/// Ends the jobs that need a blob which is missing still.
void fail_lost_blobs(Destination& destination, const BlobTable& blobs);

}  // namespace tagwarden
