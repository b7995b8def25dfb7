// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/place_index.h"
#include "core/ledger/known_release.h"

namespace tagwarden {

/// What most questions about a release need of it.
struct ReleaseFacts {
    std::string_view version;
    std::string_view branch;
    BuildKind kind = BuildKind::release;
    Time created{};
    bool named = false;
    bool published = false;
    bool withdrawn = false;
    bool incomplete = false;
};

ReleaseFacts facts_of(const KnownRelease& known);

/// Releases that never change, each read as a whole when somebody asks for it; in the order of the texts of their
/// versions.
struct SavedReleases {
    virtual ~SavedReleases() = default;

    virtual std::size_t size() const = 0;
    virtual ReleaseFacts facts(std::size_t place) const = 0;
    /// Read once: from then on it stays where it is.
    virtual const KnownRelease& release(std::size_t place) const = 0;
    /// The place of the release which so many others outrank.
    virtual std::size_t ranked(std::size_t rank) const = 0;
};

/// A release as it lies in a table, to be looked at while the table lives and stays as it is. `*row` is all of it, the
/// same each time; its facts cost less.
class ReleaseRow {
public:
    ReleaseRow(const SavedReleases& saved, std::size_t place) : saved_(&saved), place_(place) {}
    explicit ReleaseRow(const KnownRelease& known) : known_(&known) {}

    ReleaseFacts facts() const { return known_ != nullptr ? facts_of(*known_) : saved_->facts(place_); }
    const KnownRelease& operator*() const { return known_ != nullptr ? *known_ : saved_->release(place_); }
    const KnownRelease* operator->() const { return &**this; }

private:
    const SavedReleases* saved_ = nullptr;
    std::size_t place_ = 0;
    const KnownRelease* known_ = nullptr;
};

/// All releases that a ledger knows, by the texts of their versions. A product has tens of thousands, and most
/// questions are about what few of them are: what was saved stays as it lies, shared by all copies, and what changed
/// since lies over it.
class ReleaseTable {
public:
    class Iterator;

    ReleaseTable() = default;
    explicit ReleaseTable(std::shared_ptr<const SavedReleases> saved);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    /// Stays where it is until it is changed. nullptr where there is none.
    const KnownRelease* find(std::string_view version) const;
    /// The same, to be changed: at once, before the table is copied or the release shared.
    KnownRelease* change(std::string_view version);
    /// What a release is now, whatever becomes of it; nothing where there is none. Two that share it are equal.
    std::shared_ptr<const Release> share(std::string_view version) const;
    /// Adds a release, unless one of this version is there; and that one, to be changed.
    KnownRelease& add(KnownRelease known);

    /// All releases in the order of the texts of their versions.
    std::vector<ReleaseRow> rows() const;
    /// All releases, those that outrank the others first.
    std::vector<ReleaseRow> ranked() const;

    /// In the order of the texts of their versions: each one's, and all of it.
    Iterator begin() const;
    std::default_sentinel_t end() const { return {}; }

private:
    std::size_t saved_size() const { return saved_ ? saved_->size() : 0; }
    std::size_t saved_place(std::string_view version) const;
    bool replaced(std::size_t place) const { return !replaced_.empty() && replaced_[place]; }
    std::optional<std::uint32_t> find_since(std::string_view version) const;
    KnownRelease& put(KnownRelease known);
    template <class Before>
    std::vector<const KnownRelease*> since_in_order(const Before& before) const;

    std::shared_ptr<const SavedReleases> saved_;
    std::vector<bool> replaced_;  ///< of what was saved; empty where nothing is
    std::vector<std::shared_ptr<KnownRelease>> since_;
    PlaceIndex index_;  ///< of since_
    std::size_t size_ = 0;
};

class ReleaseTable::Iterator {
public:
    using value_type = std::pair<const std::string&, const KnownRelease&>;
    using difference_type = std::ptrdiff_t;

    value_type operator*() const
    {
        const auto& known = *(*rows_)[at_];
        return {known.version(), known};
    }
    Iterator& operator++()
    {
        ++at_;
        return *this;
    }
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const { return at_ == rows_->size(); }

private:
    friend class ReleaseTable;
    explicit Iterator(std::vector<ReleaseRow> rows)
        : rows_(std::make_shared<const std::vector<ReleaseRow>>(std::move(rows)))
    {
    }

    std::shared_ptr<const std::vector<ReleaseRow>> rows_;
    std::size_t at_ = 0;
};

}  // namespace tagwarden
