// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <unordered_set>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// A blob's number in the table of a transfer.
using BlobId = std::uint32_t;

/// The blobs of a transfer, each once, however many manifests of however many sources refer to it. There may be very
/// many, so a row is small: what many rows have in common is kept once.
class BlobTable {
public:
    BlobTable() = default;
    BlobTable(const BlobTable&) = delete;
    BlobTable& operator=(const BlobTable&) = delete;

    /// Several threads may add at once. Nothing may be looked up before all have.
    BlobId add(const Descriptor& blob, ContentReader& source);

    std::size_t rows() const { return rows_.size(); }
    Descriptor descriptor(BlobId id) const { return {types_[rows_[id].type], rows_[id].digest, rows_[id].size}; }
    std::int64_t size_of(BlobId id) const { return rows_[id].size; }
    /// Where it can be read.
    const std::vector<ContentReader*>& sources(BlobId id) const { return source_sets_[rows_[id].source_set]; }

private:
    using Sources = std::vector<ContentReader*>;

    struct Row {
        Digest digest;
        std::int64_t size = 0;
        std::uint32_t type = 0;
        std::uint32_t source_set = 0;
    };

    /// Rows are found by digest and size: who states a wrong size must not spoil it for others.
    struct Hash {
        using is_transparent = void;
        const std::deque<Row>& rows;

        std::size_t operator()(const Descriptor& blob) const { return std::hash<std::string>()(blob.digest.str()); }
        std::size_t operator()(BlobId id) const { return std::hash<std::string>()(rows[id].digest.str()); }
    };
    struct Equal {
        using is_transparent = void;
        const std::deque<Row>& rows;

        bool operator()(BlobId one, BlobId other) const { return one == other; }
        bool operator()(const Descriptor& blob, BlobId id) const
        {
            return blob.digest == rows[id].digest && blob.size == rows[id].size;
        }
    };

    /// The number of a value in a list that has each value once.
    template <class T>
    struct Distinct {
        std::map<T, std::uint32_t> numbers;
        std::deque<T> values;

        std::uint32_t number_of(const T& value)
        {
            const auto [known, is_new] = numbers.try_emplace(value, static_cast<std::uint32_t>(values.size()));
            if (is_new) values.push_back(value);
            return known->second;
        }
        const T& operator[](std::uint32_t number) const { return values[number]; }
    };

    std::mutex mutex_;
    std::deque<Row> rows_;
    std::unordered_set<BlobId, Hash, Equal> ids_{0, Hash{rows_}, Equal{rows_}};
    Distinct<std::string> types_;
    Distinct<Sources> source_sets_;
};

}  // namespace tagwarden
