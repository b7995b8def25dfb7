// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/configuration.h"
#include "core/ledger/state.h"
#include "core/rule_memory.h"
#include "core/target.h"

namespace tagwarden {

/// What places lack of releases that are not complete there: by version and place, the platforms ("arm64").
using MissingContent = std::map<std::pair<std::string, Location>, std::vector<std::string>>;

/// Everything a rule looks at. The rules of channels are functions of it and of nothing else:
/// not of the order in which jobs finished, nor of who asks.
struct RuleInputs {
    const Configuration& configuration;
    const std::vector<Target>& targets;
    const LedgerState& state;
    Time now{};
    const MissingContent* missing = nullptr;  ///< where somebody looked: it makes the reasons say more, and no rule
    mutable RuleMemory memory{};              ///< of this state, which does not change meanwhile
    std::string edition{};                    ///< that configuration, targets and state are of; "" where there are none

    /// The same in another state.
    RuleInputs in(const LedgerState& other) const { return {configuration, targets, other, now, missing, {}, edition}; }
};

}  // namespace tagwarden
