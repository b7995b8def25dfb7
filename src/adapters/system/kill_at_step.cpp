// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/kill_at_step.h"

#include <csignal>
#include <cstdlib>

namespace tagwarden {

KillAtStep::KillAtStep(const Environment& environment)
{
    const auto said = value_of(environment, "TAGWARDEN_KILL_AT");
    const auto colon = said.find(':');
    step_ = said.substr(0, colon);
    if (colon != std::string::npos) count_ = std::strtol(said.c_str() + colon + 1, nullptr, 10);
}

void KillAtStep::reached(std::string_view step)
{
    if (!step_.empty() && step == step_ && --count_ == 0) raise(SIGKILL);
}

}  // namespace tagwarden
