// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "adapters/oci/registry_client.h"
#include "core/referrers.h"

namespace tagwarden {

/// What is attached to a manifest: the index under the tag that stands in for the referrers API
/// (distribution-spec 1.1, "Referrers Tag Schema"). Empty where there is no such tag.
Result<std::vector<Referrer>> list_referrers(RegistryClient& registry, const Digest& subject);

}  // namespace tagwarden
