// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tagwarden {

/// The texts in a header `Warning: 299 - "This image is deprecated"` (distribution-spec 1.1, "Warnings"), printable, in
/// order, together no longer than the 4096 bytes that the specification allows. Others than code 299 with agent "-"
/// are not for us.
std::vector<std::string> registry_warnings(std::string_view header);

}  // namespace tagwarden
