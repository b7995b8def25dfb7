// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/proposal.h"

namespace tagwarden {

LedgerState with_decisions(const LedgerState& state, const std::vector<EntryBody>& decisions, Time now)
{
    auto after = state;
    for (const auto& body : decisions) apply(after, Entry{0, "", "", {"", now, "", body}});
    return after;
}

}  // namespace tagwarden
