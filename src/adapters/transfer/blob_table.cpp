// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_table.h"

#include <algorithm>

namespace tagwarden {

BlobId BlobTable::add(const Descriptor& blob, ContentReader& source)
{
    const std::lock_guard locked(mutex_);
    const auto known = ids_.find(blob);
    if (known == ids_.end()) {
        rows_.push_back({blob.digest, blob.size, types_.number_of(blob.media_type), source_sets_.number_of({&source})});
        return *ids_.insert(static_cast<BlobId>(rows_.size() - 1)).first;
    }
    auto& row = rows_[*known];
    if (auto sources = source_sets_[row.source_set]; std::ranges::find(sources, &source) == sources.end()) {
        sources.push_back(&source);
        row.source_set = source_sets_.number_of(sources);
    }
    return *known;
}

}  // namespace tagwarden
