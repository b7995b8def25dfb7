// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/overwritten_anchors.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/edition.h"

namespace tagwarden {

std::vector<AnchorTrouble> overwritten_anchors(const LedgerState& state, const SeenTags& seen)
{
    std::vector<AnchorTrouble> troubles;
    for (const auto& [at, names] : seen) {
        const auto record = state.tags.find(at);
        if (!record || record->role != Role::anchor) continue;
        if (names && names->digest == record->digest) continue;
        troubles.push_back({at, record->version, record->digest, names ? std::optional(names->digest) : std::nullopt});
    }
    return troubles;
}

std::vector<std::string> warnings_of_anchors(const PlanInputs& inputs, const Plan& plan)
{
    std::vector<std::string> warnings;
    for (const auto& it : overwritten_anchors(inputs.rules.state, inputs.seen)) {
        const auto set = [&](const PlannedMove& move) { return TagAt{move.location, move.move.tag} == it.at; };
        if (std::ranges::any_of(plan.anchors, set)) continue;
        warnings.push_back(fmt::format("'{}' names {}, the ledger recorded {}; '{}' puts it back", it.at.str(),
                                       it.seen ? it.seen->str() : "nothing", it.recorded.str(),
                                       said_for(inputs.rules.edition, "tagwarden repair " + it.version)));
    }
    return warnings;
}

}  // namespace tagwarden
