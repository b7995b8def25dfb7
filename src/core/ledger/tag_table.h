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
#include "base/shared.h"
#include "core/ledger/decision.h"
#include "core/plan.h"
#include "core/tag_at.h"

namespace tagwarden {

/// The last thing the ledger knows of a tag.
struct TagRecord {
    Role role = Role::anchor;
    std::string channel;
    Part part;
    Digest digest;
    std::string version;
    std::string operation;  ///< "publish", "rollback", …
    Decision decision;      ///< its reason is the one given to the operation, "" for a publish
    std::int64_t sequence = 0;
};

/// How names were set: the same for all that one entry set.
struct TagSetting {
    std::string operation;
    Decision decision;
    std::int64_t sequence = 0;
};

/// A tag that an entry set: one of the moves of the entry, where it lies, and how they were set.
struct SetTag {
    const PlannedMove* move;
    const TagSetting* setting;
};

/// The texts that are known of a tag.
enum class TagText : std::uint8_t { tag, channel, image, variant, digest, version, operation, reason, actor };
inline constexpr std::size_t tag_texts = 9;

/// Tags that never change, each of them read when somebody asks for it; in the order of locations and tags.
struct SavedTags {
    virtual ~SavedTags() = default;

    virtual std::size_t size() const = 0;
    virtual const Location& location(std::size_t place) const = 0;
    virtual Role role(std::size_t place) const = 0;
    virtual std::string_view text(std::size_t place, TagText which) const = 0;
    virtual Time time(std::size_t place) const = 0;
    virtual std::int64_t sequence(std::size_t place) const = 0;
};

/// A tag and its record as they lie in a table, to be looked at without a copy: while the table lives and stays as it
/// is.
class TagRow {
public:
    TagRow(const SavedTags& saved, std::size_t place) : saved_(&saved), place_(place) {}
    explicit TagRow(const SetTag& set) : set_(set) {}

    const Location& location() const { return is_set() ? set_.move->location : saved_->location(place_); }
    Role role() const { return is_set() ? set_.move->role : saved_->role(place_); }
    std::string_view tag() const { return text(TagText::tag); }
    std::string_view channel() const { return text(TagText::channel); }
    std::string_view image() const { return text(TagText::image); }
    std::string_view variant() const { return text(TagText::variant); }
    std::string_view version() const { return text(TagText::version); }
    std::string_view text(TagText which) const;
    Time time() const { return is_set() ? set_.setting->decision.time : saved_->time(place_); }
    std::int64_t sequence() const { return is_set() ? set_.setting->sequence : saved_->sequence(place_); }

    TagAt at() const;
    TagRecord record() const;

private:
    bool is_set() const { return set_.move != nullptr; }

    const SavedTags* saved_ = nullptr;
    std::size_t place_ = 0;
    SetTag set_{};
};

/// All tags that a ledger knows, in the order of locations and tags. A product has a hundred thousand, of which nearly
/// all are anchors of old releases that nobody asks for again: what was saved stays as it lies, shared by all copies,
/// and what was set since lies over it.
class TagTable {
public:
    class Iterator;

    TagTable() = default;
    explicit TagTable(std::shared_ptr<const SavedTags> saved);

    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }

    std::optional<TagRecord> find(const TagAt& at) const;
    /// The same without a copy.
    std::optional<TagRow> row(const TagAt& at) const;

    /// All tags of these moves are where they say from now on.
    void set(const Shared<std::vector<PlannedMove>>& moves, TagSetting setting);

    Iterator begin() const;
    std::default_sentinel_t end() const { return {}; }

private:
    /// What one entry set. Nobody changes entries, so their moves are shared.
    struct Group {
        Shared<std::vector<PlannedMove>> moves;
        TagSetting setting;
    };
    /// The group that set a tag last, and which of its moves it is.
    struct Since {
        std::uint32_t group;
        std::uint32_t move;
    };

    std::size_t saved_size() const { return saved_ ? saved_->size() : 0; }
    std::size_t saved_from(const Location& location, std::string_view tag) const;
    bool is_saved(std::size_t place, const Location& location, std::string_view tag) const;
    const PlannedMove& move_of(const Since& it) const { return (*groups_[it.group]->moves)[it.move]; }
    TagRow row_of(const Since& it) const { return TagRow(SetTag{&move_of(it), &groups_[it.group]->setting}); }
    std::optional<std::uint32_t> find_since(std::size_t hash, const Location& location, const TagName& tag) const;
    const std::vector<std::uint32_t>& order() const;

    std::shared_ptr<const SavedTags> saved_;
    std::vector<Shared<Group>> groups_;
    std::vector<Since> since_;
    PlaceIndex index_;                          ///< of since_
    mutable std::vector<std::uint32_t> order_;  ///< the places of since_ in the order of its tags, once somebody asked
    std::size_t size_ = 0;
};

/// Goes through what was saved and what came since at once; of a tag that is in both it shows the latter.
class TagTable::Iterator {
public:
    using value_type = TagRow;
    using difference_type = std::ptrdiff_t;

    TagRow operator*() const;
    Iterator& operator++();
    void operator++(int) { ++*this; }
    bool operator==(std::default_sentinel_t) const;

private:
    friend class TagTable;
    explicit Iterator(const TagTable& table);

    bool since_left() const { return since_ < order_->size(); }
    TagRow since_row() const { return table_->row_of(table_->since_[(*order_)[since_]]); }
    void look_ahead();

    const TagTable* table_;
    const std::vector<std::uint32_t>* order_;
    std::size_t saved_ = 0;
    std::size_t since_ = 0;
    std::size_t until_ = 0;  ///< the next since stands before the saved one of this place
    bool replaces_ = false;  ///< and in its stead
};

}  // namespace tagwarden
