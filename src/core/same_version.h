// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "core/version/order.h"

namespace tagwarden {

/// Whether a text, out of content or out of a source file, says the version that is expected there: the same text, or
/// the same version of this order with an optional "v" in front; build metadata that the text gives must be the same.
/// White space around it does not count.
bool says_version(Order order, const std::string& expected, std::string_view text);

}  // namespace tagwarden
