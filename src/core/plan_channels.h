// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/proposal.h"

namespace tagwarden {

/// Which way channels may go in an operation.
enum class Direction {
    by_rule,       ///< wherever the rules want them
    never_higher,  ///< a rollback or withdrawal never moves a channel up
};

/// Adds to `plan` the moves that bring every channel from where it was seen to where the rules want it, behind
/// the anchors that a place lacks of their releases, and the channels that stay with the reason in words.
/// A channel that somebody else moved is refused unless `take_over`; one that is where it should be but not so in
/// the ledger is only recorded. With `only`, it is about the channel of that name, and every other is left alone.
Result<void> plan_channels(const PlanInputs& inputs, Direction direction, Plan& plan,
                           const std::optional<std::string>& only = {});

}  // namespace tagwarden
