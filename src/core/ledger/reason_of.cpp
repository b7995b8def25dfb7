// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/reason_of.h"

#include "core/ledger/operation_name.h"

namespace tagwarden {

std::string reason_of(const LedgerState& state, const Intent& intent, const PlannedMove& move)
{
    if (!brings_back(intent.operation)) return intent.reason;
    const auto* known = state.find(intent.subject);
    if (known == nullptr) return intent.reason;
    // Versions with its content came back with it.
    const auto content = known->release.parts.find(move.part);
    const bool goes_to_it = content != known->release.parts.end() && content->second.digest == move.move.to.digest;
    return goes_to_it ? intent.reason : "";
}

}  // namespace tagwarden
