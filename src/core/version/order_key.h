// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

/// Appends a number of any length so that keys compare by memcmp as the numbers do:
/// first how many digits it has (without leading zeros), then the digits.
void append_number(std::string& key, std::string_view digits);

}  // namespace tagwarden
