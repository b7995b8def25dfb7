// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/proposal.h"

namespace tagwarden {

/// Plans to make a withdrawn version eligible again; channels follow their rules, also up to it.
Result<Proposal> plan_reinstate(const PlanInputs& inputs, const std::string& version, const std::string& reason);

/// Plans to keep a channel where it is, or, with `at`, on that release, without condemning the newer ones.
Result<Proposal> plan_hold(const PlanInputs& inputs, const std::string& name, const std::optional<std::string>& at,
                           const std::string& reason);

/// Plans to let a held channel follow its rule again.
Result<Proposal> plan_unhold(const PlanInputs& inputs, const std::string& name, const std::string& reason);

/// Plans to put a channel with `follow: manual` on a release. Refused for a channel that follows a rule or is held, and
/// for a release that is not eligible. The channel is `called` by its name, or by a tag of it for an image or a
/// variant.
Result<Proposal> plan_promote(const PlanInputs& inputs, const std::string& version, const std::string& called,
                              const std::string& reason);

/// The names that planning this promotion needs to have looked at: a channel that was nowhere before has them, too.
Result<std::vector<TagAt>> names_for_promote(const RuleInputs& inputs, const std::string& version,
                                             const std::string& called);

/// Plans to move every channel to where its rule wants it now. No decision of its own.
Result<Proposal> plan_settle(const PlanInputs& inputs);

}  // namespace tagwarden
