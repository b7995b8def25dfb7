// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/configuration.h"

namespace tagwarden {

/// Reads a tagwarden.yaml, with defaults filled in. `file_name` is what errors call it: each is a usage error
/// that begins with FILE:LINE:COLUMN. Unknown keys and keys that come twice are errors.
/// tagwarden.schema.json beside this file says the same for editors.
Result<Configuration> parse_configuration(std::string_view text, const std::string& file_name);

}  // namespace tagwarden
