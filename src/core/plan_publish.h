// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "core/proposal.h"
#include "core/target.h"

namespace tagwarden {

/// A usage error when no target takes builds of this kind. It needs no content: to be asked before that is read.
Result<void> check_destination(std::span<const Target> targets, const Release& release);

/// Plans the publication of a release: its content and anchors at every target that takes its kind, then the
/// channels as the rules want them once it is complete there. An empty plan: everything is so already.
/// `brought` has the parts that this job brings; what other jobs published of the version before belongs to it.
/// Refused when an anchor ever named other content, here or in the ledger (anchors are write-once), and when a part
/// runs on less than in the release before, unless that is allowed: then it is recorded.
/// Usage error when no destination takes its kind or an anchor would have a channel's name.
Result<Proposal> plan_publish(const PlanInputs& inputs, const Release& brought, bool allow_fewer_platforms = false);

/// The names that planning this publication needs to have looked at.
Result<std::vector<TagAt>> names_for_publish(const RuleInputs& inputs, const Release& brought);

}  // namespace tagwarden
