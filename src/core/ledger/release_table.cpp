// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/release_table.h"

#include <algorithm>
#include <functional>

namespace tagwarden {

namespace {

std::size_t hash_of(std::string_view version)
{
    return std::hash<std::string_view>()(version);
}

}  // namespace

ReleaseFacts facts_of(const KnownRelease& known)
{
    const auto& release = known.release;
    return {known.version(), release.branch,  release.kind,      release.created,
            known.named,     known.published, !!known.withdrawn, !!known.incomplete};
}

ReleaseTable::ReleaseTable(std::shared_ptr<const SavedReleases> saved) : saved_(std::move(saved)), size_(saved_size())
{
}

/// Its place among what was saved; behind all of it where it is not there.
std::size_t ReleaseTable::saved_place(std::string_view version) const
{
    std::size_t from = 0;
    for (auto to = saved_size(); from < to;) {
        const auto middle = from + (to - from) / 2;
        const auto order = saved_->facts(middle).version <=> version;
        if (order == 0) return middle;
        if (order < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return saved_size();
}

std::optional<std::uint32_t> ReleaseTable::find_since(std::string_view version) const
{
    return index_.find(hash_of(version), [&](std::uint32_t at) { return since_[at]->version() == version; });
}

const KnownRelease* ReleaseTable::find(std::string_view version) const
{
    if (const auto place = find_since(version)) return since_[*place].get();
    const auto saved = saved_place(version);
    return saved == saved_size() ? nullptr : &saved_->release(saved);
}

std::shared_ptr<const Release> ReleaseTable::share(std::string_view version) const
{
    if (const auto place = find_since(version)) return {since_[*place], &since_[*place]->release};
    const auto saved = saved_place(version);
    if (saved == saved_size()) return nullptr;
    return {saved_, &saved_->release(saved).release};
}

KnownRelease* ReleaseTable::change(std::string_view version)
{
    if (const auto place = find_since(version)) {
        auto& known = since_[*place];
        // Who has it, too, is not to see what becomes of it.
        if (known.use_count() > 1) known = std::make_shared<KnownRelease>(*known);
        return known.get();
    }
    const auto saved = saved_place(version);
    if (saved == saved_size()) return nullptr;
    replaced_.resize(saved_size());
    replaced_[saved] = true;
    return &put(saved_->release(saved));
}

KnownRelease& ReleaseTable::add(KnownRelease known)
{
    if (auto* there = change(known.version())) return *there;
    ++size_;
    return put(std::move(known));
}

KnownRelease& ReleaseTable::put(KnownRelease known)
{
    auto& it = *since_.emplace_back(std::make_shared<KnownRelease>(std::move(known)));
    index_.add(hash_of(it.version()), static_cast<std::uint32_t>(since_.size() - 1));
    return it;
}

template <class Before>
std::vector<const KnownRelease*> ReleaseTable::since_in_order(const Before& before) const
{
    std::vector<const KnownRelease*> all;
    all.reserve(since_.size());
    for (const auto& known : since_) all.push_back(known.get());
    std::ranges::sort(all, [&](const auto* a, const auto* b) { return before(*a, *b); });
    return all;
}

std::vector<ReleaseRow> ReleaseTable::rows() const
{
    const auto since = since_in_order([](const auto& a, const auto& b) { return a.version() < b.version(); });
    std::vector<ReleaseRow> rows;
    rows.reserve(size_);
    auto next = since.begin();
    for (std::size_t place = 0; place < saved_size(); ++place) {
        if (replaced(place)) continue;
        if (next != since.end())
            for (const auto version = saved_->facts(place).version;
                 next != since.end() && (*next)->version() < version;)
                rows.emplace_back(**next++);
        rows.emplace_back(*saved_, place);
    }
    while (next != since.end()) rows.emplace_back(**next++);
    return rows;
}

std::vector<ReleaseRow> ReleaseTable::ranked() const
{
    std::vector<ReleaseRow> rows;
    rows.reserve(size_);
    std::size_t rank = 0;
    const auto saved_up_to = [&](std::size_t end) {
        for (; rank < end; ++rank)
            if (const auto place = saved_->ranked(rank); !replaced(place)) rows.emplace_back(*saved_, place);
    };
    for (const auto* known : since_in_order(outranks)) {
        auto to = saved_size();
        for (auto from = rank; from < to;) {  // few of what was saved are read to find the place of one
            const auto middle = from + (to - from) / 2;
            if (outranks(saved_->release(saved_->ranked(middle)), *known))
                from = middle + 1;
            else
                to = middle;
        }
        saved_up_to(to);
        rows.emplace_back(*known);
    }
    saved_up_to(saved_size());
    return rows;
}

ReleaseTable::Iterator ReleaseTable::begin() const
{
    return Iterator(rows());
}

}  // namespace tagwarden
