// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/tag_table.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <utility>

namespace tagwarden {

namespace {

std::strong_ordering compare(const TagRow& row, const Location& location, std::string_view tag)
{
    if (const auto order = row.location() <=> location; order != 0) return order;
    return row.tag() <=> tag;
}

std::size_t hash_of(const Location& location, const TagName& tag)
{
    constexpr std::size_t apart = 31;
    const std::hash<std::string_view> hash;
    return hash(tag.str()) + apart * hash(location.path());
}

std::string_view text_of(const SetTag& set, TagText which)
{
    switch (which) {
        case TagText::tag: return set.move->move.tag.str();
        case TagText::channel: return set.move->channel;
        case TagText::image: return set.move->part.image;
        case TagText::variant: return set.move->part.variant;
        case TagText::digest: return set.move->move.to.digest.str();
        case TagText::version: return set.move->version;
        case TagText::operation: return set.setting->operation;
        case TagText::reason: return set.setting->decision.reason;
        case TagText::actor: return set.setting->decision.actor;
    }
    return "";
}

}  // namespace

std::string_view TagRow::text(TagText which) const
{
    return is_set() ? text_of(set_, which) : saved_->text(place_, which);
}

TagAt TagRow::at() const
{
    return {location(), TagName::parse(tag()).value()};
}

TagRecord TagRow::record() const
{
    return {role(),
            std::string(channel()),
            {std::string(image()), std::string(variant())},
            Digest::parse(text(TagText::digest)).value(),
            std::string(version()),
            std::string(text(TagText::operation)),
            {std::string(text(TagText::reason)), std::string(text(TagText::actor)), time()},
            sequence()};
}

TagTable::TagTable(std::shared_ptr<const SavedTags> saved) : saved_(std::move(saved)), size_(saved_size()) {}

/// The place of the first saved tag that does not come before this one.
std::size_t TagTable::saved_from(const Location& location, std::string_view tag) const
{
    std::size_t from = 0;
    for (auto to = saved_size(); from < to;) {
        const auto middle = from + (to - from) / 2;
        if (compare(TagRow(*saved_, middle), location, tag) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

bool TagTable::is_saved(std::size_t place, const Location& location, std::string_view tag) const
{
    return place < saved_size() && compare(TagRow(*saved_, place), location, tag) == 0;
}

std::optional<TagRecord> TagTable::find(const TagAt& at) const
{
    const auto found = row(at);
    return found ? std::optional(found->record()) : std::nullopt;
}

std::optional<TagRow> TagTable::row(const TagAt& at) const
{
    const auto since = find_since(hash_of(at.location, at.tag), at.location, at.tag);
    if (since) return row_of(since_[*since]);
    const auto place = saved_from(at.location, at.tag.str());
    return is_saved(place, at.location, at.tag.str()) ? std::optional(TagRow(*saved_, place)) : std::nullopt;
}

std::optional<std::uint32_t> TagTable::find_since(std::size_t hash, const Location& location, const TagName& tag) const
{
    return index_.find(hash, [&](std::uint32_t place) {
        const auto& move = move_of(since_[place]);
        return move.move.tag == tag && move.location == location;
    });
}

void TagTable::set(const Shared<std::vector<PlannedMove>>& moves, TagSetting setting)
{
    const auto group = static_cast<std::uint32_t>(groups_.size());
    groups_.emplace_back(Group{moves, std::move(setting)});
    for (std::uint32_t place = 0; place < moves->size(); ++place) {
        const auto& move = (*moves)[place];
        const auto hash = hash_of(move.location, move.move.tag);
        if (const auto known = find_since(hash, move.location, move.move.tag)) {
            since_[*known] = {group, place};
            continue;
        }
        index_.add(hash, static_cast<std::uint32_t>(since_.size()));
        since_.push_back({group, place});
        if (!is_saved(saved_from(move.location, move.move.tag.str()), move.location, move.move.tag.str())) ++size_;
    }
}

const std::vector<std::uint32_t>& TagTable::order() const
{
    if (order_.size() == since_.size()) return order_;
    order_.resize(since_.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::ranges::sort(order_, [&](std::uint32_t a, std::uint32_t b) {
        const auto& one = move_of(since_[a]);
        return compare(row_of(since_[b]), one.location, one.move.tag.str()) > 0;
    });
    return order_;
}

TagTable::Iterator TagTable::begin() const
{
    return Iterator(*this);
}

TagTable::Iterator::Iterator(const TagTable& table) : table_(&table), order_(&table.order())
{
    look_ahead();
}

void TagTable::Iterator::look_ahead()
{
    until_ = table_->saved_size();
    replaces_ = false;
    if (!since_left()) return;
    const auto since = since_row();
    until_ = table_->saved_from(since.location(), since.tag());
    replaces_ = table_->is_saved(until_, since.location(), since.tag());
}

TagRow TagTable::Iterator::operator*() const
{
    return saved_ < until_ ? TagRow(*table_->saved_, saved_) : since_row();
}

TagTable::Iterator& TagTable::Iterator::operator++()
{
    if (saved_ < until_) {
        ++saved_;
        return *this;
    }
    if (replaces_) ++saved_;
    ++since_;
    look_ahead();
    return *this;
}

bool TagTable::Iterator::operator==(std::default_sentinel_t) const
{
    return saved_ == table_->saved_size() && !since_left();
}

}  // namespace tagwarden
