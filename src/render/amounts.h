// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace tagwarden {

/// "12.5 MiB".
std::string size_text(std::int64_t bytes);

/// "1.2 s", "45 s", "2 min 5 s", "1 h 3 min".
std::string length_text(std::chrono::milliseconds length);

/// "40.1 MiB/s".
std::string rate_text(std::int64_t bytes, std::chrono::milliseconds length);

/// "1 tag", "2 tags".
std::string count_text(std::size_t count, std::string_view noun);

}  // namespace tagwarden
