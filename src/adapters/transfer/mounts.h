// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "adapters/transfer/destination.h"

namespace tagwarden {

/// True where both are repositories of one registry.
bool share_a_registry(const Destination& one, const Destination& other);

/// Lets a destination take over blobs that it lacks from where its jobs' sources are. What cannot be taken over stays
/// missing, for whatever reason: sending it will tell.
void mount_from_sources(Destination& destination, const BlobTable& blobs);

/// The same from other destinations of its registry that have them, for each.
void mount_from_others(std::span<Destination> destinations, const BlobTable& blobs);

}  // namespace tagwarden
