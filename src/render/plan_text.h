// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/plan.h"

namespace tagwarden {

/// A plan for people: what is brought, what is named, what stays and why. Ends with a newline; "" for an empty plan.
std::string plan_text(const Plan& plan);

/// "rollback latest", "settle".
std::string headline(const Plan& plan);

/// "moved latest, rocm to 0.6.2; 1.8 to 1.8.0", for one line of result; "no channel moved" when none does.
std::string moved_text(const Plan& plan);

/// "rollback latest: moved latest to 0.6.2", a line.
std::string became_text(const Plan& plan);

}  // namespace tagwarden
