// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "adapters/layout/layout_reader.h"

namespace tagwarden {

/// What a layout says is attached to a manifest.
struct ReferrerList {
    std::string text;  ///< the index that lists them, as it stands in the layout; empty when there is none
    std::vector<Referrer> referrers;
};

/// A layout has no referrers API, so the list is an index under the tag that registries without one use, too: regclient
/// keeps it so as well.
Result<ReferrerList> referrer_list(LayoutReader& layout, const LayoutIndex& index, const Digest& subject);

/// The list with one more entry, as content to be stored; nothing when it has the entry.
Result<std::optional<ManifestContent>> longer_list(const ReferrerList& list, const Referrer& referrer);

}  // namespace tagwarden
