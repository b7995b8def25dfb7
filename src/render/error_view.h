// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/json.h"
#include "base/result.h"

namespace tagwarden {

/// An error as a person reads it: message, trail, hint.
std::string error_text(const Error& error);

JsonObject error_json(const Error& error);

}  // namespace tagwarden
