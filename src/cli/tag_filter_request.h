// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/result.h"
#include "cli/arguments.h"
#include "core/tag_pattern.h"

namespace tagwarden {

/// What --include and --exclude ask for.
Result<TagFilter> tag_filter_request(const Arguments& arguments);

}  // namespace tagwarden
