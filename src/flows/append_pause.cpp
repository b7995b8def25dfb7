// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/append_pause.h"

#include <algorithm>

#include "base/hash.h"

namespace tagwarden {

std::chrono::milliseconds append_pause(const std::string& holder, int attempt)
{
    constexpr int doublings = 6;
    constexpr std::chrono::milliseconds first{100}, longest{5'000};
    constexpr int shares = 0x10000;
    const auto whole = std::min(first * (1 << std::min(attempt - 1, doublings)), longest);
    const int share = std::stoi(sha256_hex(holder + " " + std::to_string(attempt)).substr(0, 4), nullptr, 16);
    return whole / 2 + whole / 2 * share / shares;
}

}  // namespace tagwarden
