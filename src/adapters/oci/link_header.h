// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tagwarden {

/// The target of rel="next" in a Link header (RFC 8288), as it stands there.
std::optional<std::string> next_link(std::string_view header);

}  // namespace tagwarden
