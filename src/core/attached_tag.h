// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/tag_name.h"

namespace tagwarden {

/// True for a tag that leads to what is attached to an image and is named after its digest: "sha256-<hex>", where a
/// registry has no API for it (distribution-spec 1.1, "Referrers Tag Schema"), and cosign's with ".sig", ".att" or
/// ".sbom" behind it.
bool names_attached(const TagName& tag);

}  // namespace tagwarden
