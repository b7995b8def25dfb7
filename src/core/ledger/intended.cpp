// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/intended.h"

#include <algorithm>

namespace tagwarden {

bool intended(const LedgerState& state, const TagAt& at, const Digest& digest, std::int64_t but)
{
    const auto unsure = state.unsure.find(at);
    if (unsure != state.unsure.end() && std::ranges::find(unsure->second, digest) != unsure->second.end()) return true;
    const auto known = state.tags.find(at);
    return std::ranges::any_of(state.open_intents, [&](const OpenIntent& open) {
        if (open.sequence == but) return false;
        if (known && known->sequence > open.sequence) return false;
        return std::ranges::any_of(*open.intent.moves, [&](const PlannedMove& move) {
            return move.location == at.location && move.move.tag == at.tag && move.move.to.digest == digest;
        });
    });
}

}  // namespace tagwarden
