// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "adapters/oci/recent_manifests.h"
#include "adapters/oci/registry_client.h"
#include "core/tag_move.h"

namespace tagwarden {

/// Sets tags one after the other: looks whether a tag is still where the plan saw it, then puts the manifest under it,
/// and looks again before each further attempt. A tag that is on its goal already is done. After the first failure no
/// further tag is touched: what follows may rest on what failed. What is not among the `recent` manifests is asked for.
Each<void> move_tags(RegistryClient& registry, std::span<const TagMove> moves, const RecentManifests& recent);

}  // namespace tagwarden
