// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/nowhere.h"

#include <algorithm>

namespace tagwarden {

bool is_nowhere(const LedgerState& state, const SeenTags& seen, const WantedChannel& wanted,
                const std::vector<WantedChannel>& all)
{
    const auto recorded = [&](const WantedChannel& it) { return state.tags.find(it.at()).has_value(); };
    if (!wanted.stranded() || recorded(wanted)) return false;
    const auto looked = seen.find(wanted.at());
    if (looked == seen.end() || looked->second) return false;
    return std::ranges::any_of(all, [&](const WantedChannel& other) {
        return other.channel == wanted.channel && other.tag == wanted.tag && recorded(other);
    });
}

}  // namespace tagwarden
