// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

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

/// A tag that an entry set. Nobody changes entries, so it is one of their moves, where it lies.
class SetTag {
public:
    SetTag(Shared<std::vector<PlannedMove>> moves, std::size_t place, Shared<TagSetting> setting)
        : moves_(std::move(moves)), place_(place), setting_(std::move(setting))
    {
    }

    const PlannedMove& move() const { return (*moves_)[place_]; }
    const TagSetting& setting() const { return *setting_; }

private:
    Shared<std::vector<PlannedMove>> moves_;
    std::size_t place_;
    Shared<TagSetting> setting_;
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
    explicit TagRow(const SetTag& set) : set_(&set) {}

    const Location& location() const { return set_ ? set_->move().location : saved_->location(place_); }
    Role role() const { return set_ ? set_->move().role : saved_->role(place_); }
    std::string_view tag() const { return text(TagText::tag); }
    std::string_view channel() const { return text(TagText::channel); }
    std::string_view image() const { return text(TagText::image); }
    std::string_view variant() const { return text(TagText::variant); }
    std::string_view version() const { return text(TagText::version); }
    std::string_view text(TagText which) const;
    Time time() const { return set_ ? set_->setting().decision.time : saved_->time(place_); }
    std::int64_t sequence() const { return set_ ? set_->setting().sequence : saved_->sequence(place_); }

    TagAt at() const;
    TagRecord record() const;

private:
    const SavedTags* saved_ = nullptr;
    std::size_t place_ = 0;
    const SetTag* set_ = nullptr;
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
    void set(const Shared<std::vector<PlannedMove>>& moves, const Shared<TagSetting>& setting);

    Iterator begin() const;
    std::default_sentinel_t end() const { return {}; }

private:
    std::size_t saved_size() const { return saved_ ? saved_->size() : 0; }
    std::optional<TagRow> saved_row(const TagAt& at) const;

    std::shared_ptr<const SavedTags> saved_;
    std::map<TagAt, SetTag> since_;
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

    bool saved_left() const { return saved_ < table_->saved_size(); }
    bool since_left() const { return since_ != table_->since_.end(); }
    void compare();

    const TagTable* table_;
    std::size_t saved_ = 0;
    std::map<TagAt, SetTag>::const_iterator since_;
    std::strong_ordering order_ = std::strong_ordering::equal;  ///< of the next saved one to the next since
};

}  // namespace tagwarden
