// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/anchors_that_matter.h"

#include <map>
#include <unordered_set>

namespace tagwarden {

namespace {

/// The versions of the last so many, in the order of their keys.
template <class Key>
void add_last(std::multimap<Key, std::string>& by_key, std::set<std::string>& versions)
{
    std::size_t left = latest_that_matter;
    for (auto it = by_key.rbegin(); it != by_key.rend() && left > 0; ++it, --left) versions.insert(it->second);
}

}  // namespace

std::set<std::string> versions_that_matter(const LedgerState& state, const std::vector<WantedChannel>& channels,
                                           RollbackChoices& choices)
{
    std::set<std::string> versions;
    for (const auto& wanted : channels) {
        if (wanted.release != nullptr) versions.insert(wanted.release->version());
        const auto record = state.tags.row(wanted.at());
        if (!record) continue;
        std::string on(record->version());
        if (const auto* choice = choices.of(wanted, on)) versions.insert(choice->version());
        versions.insert(std::move(on));
    }
    std::multimap<Time, std::string> made, withdrawn;
    for (const auto& known : state.releases.rows()) {
        const auto facts = known.facts();
        if (facts.withdrawn) withdrawn.emplace(known->withdrawn->time, facts.version);
        if (made.size() == latest_that_matter && facts.created < made.begin()->first) continue;
        made.emplace(facts.created, facts.version);
        if (made.size() > latest_that_matter) made.erase(made.begin());
    }
    add_last(made, versions);
    add_last(withdrawn, versions);
    return versions;
}

Result<std::vector<TagAt>> anchors_that_matter(const RuleInputs& inputs)
{
    const auto channels = wanted_channels(inputs);
    if (!channels) return fail(channels.error());
    RollbackChoices choices(inputs);
    const auto versions = versions_that_matter(inputs.state, *channels, choices);
    const std::unordered_set<std::string_view> matter(versions.begin(), versions.end());
    std::vector<TagAt> anchors;
    for (const auto& row : inputs.state.tags)
        if (row.role() == Role::anchor && matter.contains(row.version())) anchors.push_back(row.at());
    return anchors;
}

}  // namespace tagwarden
