// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "base/result.h"
#include "core/tag_name.h"

namespace tagwarden {

/// The tag for a whole name: every run of characters that a tag cannot have becomes one '-'.
/// A name that then begins with '.' or '-' is a usage error. Over 128 characters it is cut and ends in
/// '-' and the first 8 hex digits of the SHA-256 of the whole name, so that two long names stay apart.
/// A slug loses information and is never read back as a version.
Result<TagName> slug(std::string_view name);

}  // namespace tagwarden
