// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/channel_rules.h"
#include "core/ledger/entry.h"
#include "core/plan.h"
#include "core/tag_at.h"
#include "core/target.h"

namespace tagwarden {

/// Why tags that were found at places of which the ledger knew nothing were taken for nothing, in words.
using NotAdopted = std::map<TagAt, std::string>;

/// Why places that may lag could not be asked what their tags name, in words.
using Unanswered = std::map<Location, std::string>;

/// What planning looks at: the inputs of the rules, and what tags really name.
struct PlanInputs {
    RuleInputs rules;
    const SeenTags& seen;
    bool take_over = false;                   ///< foreign moves may be overwritten
    const NotAdopted* not_adopted = nullptr;  ///< where somebody looked
    const Unanswered* unanswered = nullptr;   ///< where any could not
    std::string to_take_over{};               ///< what to do for foreign moves to be overwritten

    /// The same in another state.
    PlanInputs in(const LedgerState& state) const
    {
        return {rules.in(state), seen, take_over, not_adopted, unanswered, to_take_over};
    }

    /// "mirror could not be asked: the registry says 503", of a place whose tags were not looked at.
    std::string not_asked(const Target& target) const;
};

/// What an operation wants to do: entries that record decisions, and the plan that follows from them.
struct Proposal {
    std::vector<EntryBody> decisions;
    Plan plan;
    std::vector<std::string> choices{};  ///< versions that it could go to in place of the planned one

    /// True when there is nothing to decide, to bring or to name.
    bool does_nothing() const { return decisions.empty() && plan.changes_nothing(); }
};

/// Entries that record decisions of versions and channels, as a plan shows them. Others are no part of it.
std::vector<PlannedDecision> planned_decisions(const std::vector<EntryBody>& entries);

/// The state as it would be if these decisions were in the ledger.
LedgerState with_decisions(const LedgerState& state, const std::vector<EntryBody>& decisions, Time now);

}  // namespace tagwarden
