// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// A blob's number in the table of a transfer.
using BlobId = std::uint32_t;

/// The blobs of a transfer, each once, however many manifests of however many sources refer to it.
class BlobTable {
public:
    struct Row {
        Descriptor blob;
        std::vector<ContentReader*> sources;  ///< where it can be read
    };

    /// Several threads may add at once. Nothing may be looked up before all have.
    BlobId add(const Descriptor& blob, ContentReader& source);

    const Row& at(BlobId id) const { return rows_[id]; }
    std::size_t size() const { return rows_.size(); }

private:
    std::mutex mutex_;
    std::deque<Row> rows_;
    /// By digest and size: who states a wrong size must not spoil it for others.
    std::map<std::pair<std::string_view, std::int64_t>, BlobId> ids_;
};

}  // namespace tagwarden
