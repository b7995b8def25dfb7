// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/reference.h"
#include "ports/registry.h"

namespace tagwarden {

/// What a reference names: by digest, by tag, or, for a layout or archive with one manifest, that one.
/// not_found when there is no such tag or digest; refused when tag and digest are given and differ.
Result<Descriptor> find_root(RepositoryReader& repository, const Reference& reference);

}  // namespace tagwarden
