// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/environment.h"
#include "ports/steps.h"

namespace tagwarden {

/// Ends this process with SIGKILL, as a power failure would, when it reaches a step for the so-many-th time. For tests
/// (docs/testing.md).
class KillAtStep final : public Steps {
public:
    /// Reads TAGWARDEN_KILL_AT: "STEP" or "STEP:COUNT"; without it nothing is ended.
    explicit KillAtStep(const Environment& environment);

    void reached(std::string_view step) override;

private:
    std::string step_;
    long count_ = 1;
};

}  // namespace tagwarden
