// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/json.h"

namespace tagwarden {

/// What two plans, as plan_json() shows them, do not have in common, a line each: "- channel latest at hub: 1.8.0 →
/// 1.8.1" for what only the first does, "+ …" for what only the second does, with the reason of a channel that stays in
/// one of them. Empty where both would do the same: reasons, what stays and warnings are told, and are no difference.
std::vector<std::string> plan_difference(const JsonObject& planned, const JsonObject& now);

}  // namespace tagwarden
