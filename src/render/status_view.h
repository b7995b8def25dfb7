// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/json.h"
#include "flows/status.h"

namespace tagwarden {

/// The status of a product as a dashboard for people.
std::string status_text(const ProductStatus& status);

JsonObject status_json(const ProductStatus& status);

}  // namespace tagwarden
