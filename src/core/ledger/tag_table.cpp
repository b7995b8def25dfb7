// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/tag_table.h"

#include <utility>

namespace tagwarden {

namespace {

std::strong_ordering compare(const TagRow& row, const TagAt& at)
{
    if (const auto order = row.location() <=> at.location; order != 0) return order;
    return row.tag() <=> std::string_view(at.tag.str());
}

std::string_view text_of(const SetTag& set, TagText which)
{
    switch (which) {
        case TagText::tag: return set.move().move.tag.str();
        case TagText::channel: return set.move().channel;
        case TagText::image: return set.move().part.image;
        case TagText::variant: return set.move().part.variant;
        case TagText::digest: return set.move().move.to.digest.str();
        case TagText::version: return set.move().version;
        case TagText::operation: return set.setting().operation;
        case TagText::reason: return set.setting().decision.reason;
        case TagText::actor: return set.setting().decision.actor;
    }
    return "";
}

}  // namespace

std::string_view TagRow::text(TagText which) const
{
    return set_ ? text_of(*set_, which) : saved_->text(place_, which);
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

std::optional<TagRow> TagTable::saved_row(const TagAt& at) const
{
    std::size_t from = 0;
    for (auto to = saved_size(); from < to;) {
        const auto middle = from + (to - from) / 2;
        const TagRow row(*saved_, middle);
        const auto order = compare(row, at);
        if (order == 0) return row;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return std::nullopt;
}

std::optional<TagRecord> TagTable::find(const TagAt& at) const
{
    const auto found = row(at);
    return found ? std::optional(found->record()) : std::nullopt;
}

std::optional<TagRow> TagTable::row(const TagAt& at) const
{
    if (const auto found = since_.find(at); found != since_.end()) return TagRow(found->second);
    return saved_row(at);
}

void TagTable::set(const Shared<std::vector<PlannedMove>>& moves, const Shared<TagSetting>& setting)
{
    for (std::size_t place = 0; place < moves->size(); ++place) {
        const auto& move = (*moves)[place];
        const auto [tag, fresh] =
            since_.insert_or_assign({move.location, move.move.tag}, SetTag(moves, place, setting));
        if (fresh && !saved_row(tag->first)) ++size_;
    }
}

TagTable::Iterator TagTable::begin() const
{
    return Iterator(*this);
}

TagTable::Iterator::Iterator(const TagTable& table) : table_(&table), since_(table.since_.begin())
{
    compare();
}

void TagTable::Iterator::compare()
{
    if (saved_left() && since_left())
        order_ = tagwarden::compare(TagRow(*table_->saved_, saved_), since_->first);
    else
        order_ = saved_left() ? std::strong_ordering::less : std::strong_ordering::greater;
}

TagRow TagTable::Iterator::operator*() const
{
    return order_ < 0 ? TagRow(*table_->saved_, saved_) : TagRow(since_->second);
}

TagTable::Iterator& TagTable::Iterator::operator++()
{
    if (order_ <= 0) ++saved_;
    if (order_ >= 0) ++since_;
    compare();
    return *this;
}

bool TagTable::Iterator::operator==(std::default_sentinel_t) const
{
    return !saved_left() && !since_left();
}

}  // namespace tagwarden
