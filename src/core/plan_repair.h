// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/proposal.h"

namespace tagwarden {

/// The anchors of a version at the places of the product, as the ledger recorded them. not_found for a version that it
/// does not know.
Result<std::vector<TagAt>> recorded_anchors(const RuleInputs& inputs, const std::string& version);

/// Plans to put every anchor of a version that names something else, or nothing, back on what the ledger recorded.
Result<Proposal> plan_repair(const PlanInputs& inputs, const std::string& version);

}  // namespace tagwarden
