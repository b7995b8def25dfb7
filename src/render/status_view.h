// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/json.h"
#include "flows/status.h"

namespace tagwarden {

/// The status of a product as a dashboard for people, an edition behind the other. What is said below a table is broken
/// into lines of `width` characters, with 0 into none.
std::string status_text(const std::vector<ProductStatus>& editions, std::size_t width);

/// One object for all editions: each element of its lists says its edition ("" for a product without editions).
JsonObject status_json(const std::vector<ProductStatus>& editions);

}  // namespace tagwarden
