// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/destination.h"

namespace tagwarden {

/// Asks a destination which of the manifests and blobs that its jobs need are there already, and lets it take over from
/// near sources what is not (mounts.h). A part that is there says nothing of what is below it, so all are asked about;
/// but where no manifest is, it is likely that no blob is, and taking over comes first: what succeeds need not be asked
/// about. A manifest with a subject counts only where it can be found by it: an earlier run may have ended between the
/// two. An answer that fails ends the jobs that needed it.
void ask_what_is_there(Destination& destination, const BlobTable& blobs);

}  // namespace tagwarden
