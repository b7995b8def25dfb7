// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/plan.h"

namespace tagwarden {

/// A plan for people: what is brought, what is named, what stays and why. Ends with a newline; "" for an empty plan.
std::string plan_text(const Plan& plan);

/// "latest, rocm" and the like: the channels a plan moves, for one line of talk; each name once.
std::string moved_names(const Plan& plan);

}  // namespace tagwarden
