// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "adapters/oci/registry_client.h"
#include "core/referrers.h"

namespace tagwarden {

/// What is attached to a manifest: from the referrers API (distribution-spec 1.1, "Listing Referrers"), all its pages,
/// or where a registry has none from the tag that stands in for it ("Referrers Tag Schema"). Empty where there is
/// neither.
Result<std::vector<Referrer>> list_referrers(RegistryClient& registry, const Digest& subject);

/// Stores a manifest by its digest. One with a subject is then found by list_referrers(): where the registry does not
/// say that it saw to that, the tag's list gets the entry. That is read, merged, written and looked at again, until it
/// holds: a registry offers no way to be first (distribution-spec 1.1, "Pushing Manifests with Subject").
Result<void> put_attached(RegistryClient& registry, const ManifestContent& manifest);

}  // namespace tagwarden
