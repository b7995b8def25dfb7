// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "adapters/transfer/destination.h"

namespace tagwarden {

/// Asks a destination for the blobs that it said it took. One that it does not have is missing again. True when there
/// is such a blob.
bool find_lost_blobs(Destination& destination, const BlobTable& blobs);

/// Ends the jobs that need a blob which is missing still.
void fail_lost_blobs(Destination& destination, const BlobTable& blobs);

/// What is said of a blob or manifest that a destination said twice it took, and does not have.
Error not_kept(std::string_view what, const Destination& destination);

}  // namespace tagwarden
