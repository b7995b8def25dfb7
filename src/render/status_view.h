// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/json.h"
#include "flows/status.h"

namespace tagwarden {

/// The status of a product as a dashboard for people. What is said below the table is broken into lines of `width`
/// characters, with 0 into none.
std::string status_text(const ProductStatus& status, std::size_t width);

JsonObject status_json(const ProductStatus& status);

}  // namespace tagwarden
