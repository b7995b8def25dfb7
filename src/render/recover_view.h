// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "flows/recover.h"

namespace tagwarden {

/// What was left and what became of it: a line for each.
std::string recover_text(const std::vector<Recovered>& all);

/// The same of what would become of it, with the plans.
std::string recover_plan_text(const std::vector<Recovered>& all);

JsonObject recover_json(const std::vector<Recovered>& all, bool dry_run, bool changed,
                        const std::vector<std::string>& warnings);

}  // namespace tagwarden
