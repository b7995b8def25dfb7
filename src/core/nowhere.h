// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "core/channel_rules.h"
#include "core/tag_at.h"

namespace tagwarden {

/// True for a channel whose rule finds no release, at a place that was looked at and never had it, while another one of
/// `all` has: there is none there to be stranded. It gets it with the next release.
bool is_nowhere(const LedgerState& state, const SeenTags& seen, const WantedChannel& wanted,
                const std::vector<WantedChannel>& all);

}  // namespace tagwarden
