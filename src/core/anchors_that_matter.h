// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "core/channel_rules.h"
#include "core/rollback_choices.h"

namespace tagwarden {

/// Of the latest releases, and of those withdrawn last, this many matter.
inline constexpr std::size_t latest_that_matter = 20;

/// The releases whose anchors are looked at unless all are asked for. A product has thousands, and each is a request:
/// those that matter now are the releases that channels are on, should be on or could be taken back to, the latest and
/// the last withdrawn.
std::set<std::string> versions_that_matter(const LedgerState& state, const std::vector<WantedChannel>& channels,
                                           RollbackChoices& choices);

/// The anchors that the ledger recorded of these releases.
Result<std::vector<TagAt>> anchors_that_matter(const RuleInputs& inputs);

}  // namespace tagwarden
