// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_table.h"

#include <algorithm>

namespace tagwarden {

BlobId BlobTable::add(const Descriptor& blob, ContentReader& source)
{
    const std::lock_guard locked(mutex_);
    auto known = ids_.find({blob.digest.str(), blob.size});
    if (known == ids_.end()) {
        const auto& row = rows_.emplace_back(Row{blob, {}});
        known = ids_.emplace(std::pair(std::string_view(row.blob.digest.str()), blob.size),
                             static_cast<BlobId>(rows_.size() - 1))
                    .first;
    }
    auto& sources = rows_[known->second].sources;
    if (std::ranges::find(sources, &source) == sources.end()) sources.push_back(&source);
    return known->second;
}

}  // namespace tagwarden
