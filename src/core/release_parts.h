// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <vector>

#include "core/channel_rules.h"

namespace tagwarden {

/// The parts that a release of this kind is to have: every variant of every image that goes somewhere.
std::vector<Part> declared_parts(const Configuration& configuration, std::span<const Target> targets, BuildKind kind);

/// A release as one job brings it, with the parts that other jobs published under this version before it. It is open
/// while a declared part is missing; one that was closed before is not opened again by a part declared since.
Release whole_release(const RuleInputs& inputs, Release brought);

/// What a part of this release does not run on although the release before it (the highest of its kind below it) does:
/// "app has no linux/arm64, which 1.8.0 has"; empty where nothing is lost. A release that has a name already has what
/// it has.
std::vector<std::string> lost_platforms(const LedgerState& state, const Release& release);

}  // namespace tagwarden
