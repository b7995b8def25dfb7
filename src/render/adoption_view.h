// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "core/adoption.h"

namespace tagwarden {

/// A line for each repository, and below it its channels, and each tag that is neither one nor an anchor.
std::string adoption_text(const Adoption& adoption);

/// Every tag, and the channels that are held, of all editions.
JsonObject adoptions_json(const std::vector<Adoption>& editions);

}  // namespace tagwarden
