// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/find_tags.h"

#include <algorithm>

#include "core/attached_tag.h"
#include "flows/list_tags.h"

namespace tagwarden {

Result<FoundTags> find_tags(const Location& location, RepositoryReader& repository, const TagSearch& search)
{
    FoundTags found{location, {}};
    auto tags = repository.tags();
    if (!tags) return during("listing the tags of " + location.str(), tags.error());
    std::ranges::copy_if(*tags, std::back_inserter(found.attached), names_attached);
    std::erase_if(*tags, names_attached);

    std::size_t asked = 0;
    const auto keep = [&](std::span<const ListedTag> batch) {
        for (const auto& it : batch) found.tags.emplace(it.tag, it.names);
        asked += batch.size();
        search.progress(asked, tags->size());
    };
    auto summary = list_tags(*tags, {repository, search.stop}, keep);
    if (!summary) return during("looking at the tags of " + location.str(), summary.error());
    for (auto& it : summary->unreadable) found.unreadable.emplace(it.tag, it.error.message);
    return found;
}

bool knows_tags_at(const LedgerState& state, const Location& location)
{
    return std::ranges::any_of(state.tags, [&](const auto& it) { return it.location() == location; });
}

Result<std::vector<FoundTags>> find_unknown_tags(const std::vector<Target>& targets, const LedgerState& state,
                                                 const ReadPlaces& places)
{
    const NeverStopped stop;
    std::vector<FoundTags> all;
    for (const auto& target : targets) {
        const auto place = places.find(target.location);
        const auto asked = [&](const FoundTags& it) { return it.location == target.location; };
        if (place == places.end() || knows_tags_at(state, target.location) || std::ranges::any_of(all, asked)) continue;
        auto found = find_tags(target.location, *place->second, {stop});
        if (!found && target.optional) continue;
        if (!found) return fail(found.error());
        if (!found->tags.empty()) all.push_back(std::move(*found));
    }
    return all;
}

}  // namespace tagwarden
