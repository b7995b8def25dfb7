// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/proposal.h"

namespace tagwarden {

/// An anchor that does not name what the ledger recorded.
struct AnchorTrouble {
    TagAt at;
    std::string version;
    Digest recorded;
    std::optional<Digest> seen;  ///< nothing: it does not exist
};

/// Those among the anchors that were looked at.
std::vector<AnchorTrouble> overwritten_anchors(const LedgerState& state, const SeenTags& seen);

/// What is wrong with anchors that were looked at and the plan does not set, and what puts it right; a sentence each.
std::vector<std::string> warnings_of_anchors(const PlanInputs& inputs, const Plan& plan);

}  // namespace tagwarden
