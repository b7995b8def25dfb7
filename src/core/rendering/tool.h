// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string_view>

#include "core/rendering/format.h"
#include "core/version/order.h"

namespace tagwarden {

/// In which order a text of this format is compared; nothing for those that nobody compares.
std::optional<Order> order_of(Format format);

/// Who compares in this order: "dpkg", "rpm", "pip", "SemVer"; the order's own name elsewhere.
std::string_view tool_of(Order order);

}  // namespace tagwarden
