// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/overwritten_anchors.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace tagwarden {

std::vector<TagAt> anchors_behind_channels(const RuleInputs& inputs)
{
    std::set<std::string_view> versions;
    for (const auto& row : inputs.state.tags)
        if (row.role() == Role::channel) versions.insert(row.version());
    std::vector<TagAt> anchors;
    for (const auto& row : inputs.state.tags) {
        if (row.role() != Role::anchor || !versions.contains(row.version())) continue;
        const bool ours = std::ranges::find(inputs.targets, row.location(), &Target::location) != inputs.targets.end();
        if (ours) anchors.push_back(row.at());
    }
    return anchors;
}

std::vector<std::string> overwritten_anchors(const PlanInputs& inputs)
{
    std::vector<std::string> troubles;
    for (const auto& at : anchors_behind_channels(inputs.rules)) {
        const auto record = inputs.rules.state.tags.find(at).value();
        const auto seen = inputs.seen.find(at);
        if (seen == inputs.seen.end() || (seen->second && seen->second->digest == record.digest)) continue;
        troubles.push_back(fmt::format("'{}' names {}, the ledger recorded {}; 'tagwarden repair {}' puts it back",
                                       at.str(), seen->second ? seen->second->digest.str() : "nothing",
                                       record.digest.str(), record.version));
    }
    return troubles;
}

}  // namespace tagwarden
