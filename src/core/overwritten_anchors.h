// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/proposal.h"

namespace tagwarden {

/// The anchors of the releases that channels are on: those that people look at when a new release comes.
std::vector<TagAt> anchors_behind_channels(const RuleInputs& inputs);

/// What is wrong with these anchors, in words, and what puts it right; one sentence each.
std::vector<std::string> overwritten_anchors(const PlanInputs& inputs);

}  // namespace tagwarden
