// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/ledger/release_table.h"
#include "core/ledger/value_reader.h"

namespace tagwarden {

/// The words of a release in the saved bytes: its facts, and where all of it begins.
struct ReleaseColumns {
    enum : std::size_t { version, branch, kind, flags, created, whole = created + 2, rank, count };
    enum : std::uint32_t { named = 1, published = 2, withdrawn = 4, incomplete = 8 };
};

/// Where releases lie in saved bytes.
struct SavedReleaseBytes {
    std::vector<BuildKind> kinds;  ///< as the rows number them
    std::string_view words;        ///< the rows; in their column `rank` the place of the release that has this rank
    std::string_view whole;        ///< what a ValueWriter made of each
};

/// Releases as rows of words that lie in saved bytes, beside all that is known of each. Each row names texts and places
/// that there are (sound()); that a whole release is one is the word of the program that saved it, which the checksum
/// keeps.
class ReleasesInBytes final : public SavedReleases {
public:
    /// `bytes` is what `reader`, which read as far as the releases, and `where` point into.
    ReleasesInBytes(std::shared_ptr<const std::string> bytes, const ValueReader& reader, SavedReleaseBytes where);

    bool sound() const;

    std::size_t size() const override;
    ReleaseFacts facts(std::size_t place) const override;
    const KnownRelease& release(std::size_t place) const override;
    std::size_t ranked(std::size_t rank) const override { return word(rank, ReleaseColumns::rank); }

private:
    std::uint32_t word(std::size_t place, std::size_t column) const
    {
        return word_at(where_.words, place * ReleaseColumns::count + column);
    }

    std::shared_ptr<const std::string> bytes_;
    mutable ValueReader reader_;
    SavedReleaseBytes where_;
    mutable std::vector<std::unique_ptr<const KnownRelease>> read_;
};

}  // namespace tagwarden
