// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "core/digest.h"
#include "core/tag_name.h"

namespace tagwarden {

/// Tags that lead to what is attached to an image and are named after its digest.

/// The tag that names the list where there is no referrers API (distribution-spec 1.1, "Referrers Tag Schema"):
/// "sha256-" and the hexadecimal digits, of which at most 64 count.
TagName referrers_tag(const Digest& subject);

/// The tags that cosign gives the signatures, attestations and bills of materials of a digest.
std::vector<TagName> cosign_tags(const Digest& subject);

/// True for the tags above, of any digest: they name what is attached to an image, never an image.
bool names_attached(const TagName& tag);

}  // namespace tagwarden
