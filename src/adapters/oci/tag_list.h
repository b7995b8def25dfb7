// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "adapters/oci/registry_client.h"
#include "core/tag_name.h"

namespace tagwarden {

/// Every tag of the repository, over all pages, in ASCII order and each once; none when there is no repository.
/// Malformed when the pages do not end or lead to another host.
Result<std::vector<TagName>> list_tags(RegistryClient& registry);

}  // namespace tagwarden
