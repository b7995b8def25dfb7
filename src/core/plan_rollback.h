// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/proposal.h"

namespace tagwarden {

/// Plans to take a channel back: withdraws the release it is on, or, with `to`, every release of its line above
/// that one and not above the present one, together with versions that share their content; then moves the whole
/// channel set by rule, never up. Refused when the channel has no earlier complete release, and with `to`, when it
/// would not get there: with the choices, or with the version that has its content and would be withdrawn.
Result<Proposal> plan_rollback(const PlanInputs& inputs, const std::string& name, const std::optional<std::string>& to,
                               const std::string& reason);

/// Plans to flag a version as bad, together with versions that share its content, and to move channels off it.
Result<Proposal> plan_withdraw(const PlanInputs& inputs, const std::string& version, const std::string& reason);

}  // namespace tagwarden
