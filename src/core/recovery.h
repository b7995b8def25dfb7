// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/proposal.h"

namespace tagwarden {

/// What was begun and has not come to its end: its run was interrupted, or a destination failed for good.
struct Recovery {
    std::string operation;
    std::string subject;
    Decision since;                     ///< of the last run; its reason is the one given to the operation
    std::string note;                   ///< how the last run ended; "" for one that was interrupted
    std::vector<std::int64_t> intents;  ///< those without an outcome, in their order
    std::vector<PlannedMove> moves;     ///< every name that they were to set
    std::optional<Release> release;     ///< of a publish or repair

    bool interrupted() const { return !intents.empty(); }
};

/// What there is to recover: one for each operation and its subject, in the order in which they were begun, and then
/// releases that are incomplete. A withdrawn release that nobody is at any more is left as it is.
std::vector<Recovery> recoveries(const LedgerState& state);

/// Plans to bring a decision, which stands in the ledger, to its end: the channels as the rules want them now, in the
/// direction that its operation allows.
Result<Proposal> plan_rest(const PlanInputs& inputs, const Recovery& left);

/// The channels that may have moved.
std::vector<TagAt> names_to_take_back(const Recovery& left);

/// Plans to put channels that an interrupted publish moved back to where the ledger has them. What somebody else moved
/// meanwhile is left alone, and a name that did not exist before stays, as names are never deleted to undo.
Proposal plan_take_back(const PlanInputs& inputs, const Recovery& left);

}  // namespace tagwarden
