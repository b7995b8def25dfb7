// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// What the file "oci-layout" of a new layout says (image-spec 1.1, "oci-layout file").
inline constexpr std::string_view layout_marker = R"({"imageLayoutVersion":"1.0.0"})";

/// Malformed when the text of that file tells of another version of layouts. `name` is the layout's.
Result<void> check_layout_marker(std::string_view text, std::string_view name);

}  // namespace tagwarden
