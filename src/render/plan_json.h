// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/json.h"
#include "core/plan.h"

namespace tagwarden {

/// A plan as --json and plan files show it. The schema number is the caller's to add.
JsonObject plan_json(const Plan& plan);

}  // namespace tagwarden
