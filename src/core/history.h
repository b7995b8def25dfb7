// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <set>
#include <string>
#include <vector>

#include "core/ledger/entry.h"

namespace tagwarden {

/// One line of a product's story: a name that moved, or a decision.
struct HistoryRow {
    std::int64_t sequence = 0;
    Time time{};
    std::string actor;
    std::string operation;         ///< "publish", "rollback", "withdraw", "hold", …
    std::string subject;           ///< the channel, the anchor's tag or the version
    std::string from;              ///< version before; "" for none
    std::string to;                ///< version after; "" for a decision
    std::set<std::string> tags;    ///< the tags that moved
    std::set<std::string> places;  ///< the destinations where they moved
    std::string reason;
    bool complete = true;  ///< false: the operation ended incomplete
    std::string edition{};
};

/// The story of an edition in the order it happened. `about` narrows it to a channel, a tag or a version.
std::vector<HistoryRow> history_of(const std::vector<Entry>& entries, const std::string& edition,
                                   const std::string& about);

}  // namespace tagwarden
