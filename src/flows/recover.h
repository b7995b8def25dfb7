// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/recovery.h"
#include "flows/transaction.h"

namespace tagwarden {

/// What becomes of one thing that was left.
struct Recovered {
    enum class End {
        finished,    ///< it is as if its run had come to its end
        taken_back,  ///< its channels are where the ledger has them; a later run finishes it
        forgotten,   ///< nothing of it was named, and nobody has its content
        left         ///< nothing could be done about it
    };
    Recovery left;
    End end = End::left;
    Plan plan;                   ///< what was done, or is to be done, for that
    std::optional<Error> error;  ///< why it could not be finished
    std::string edition{};
};

std::string_view name_of(Recovered::End end);

struct RecoverReport {
    std::vector<Recovered> all;
    std::vector<std::string> warnings;
    std::optional<Error> error;  ///< the first thing that went wrong

    bool changed() const;
    void add(RecoverReport more);
};

/// Finishes what interrupted runs and failed destinations left, each from the content that some destination has,
/// without its source. A publish that cannot be finished is taken back: channels that it moved go to where the ledger
/// has them. A decision stands once it is recorded, so a rollback and its like are never taken back. Whoever still
/// works holds the lease, and is waited for.
Result<RecoverReport> recover(const Product& product, const TransactionPorts& ports, const Approval& approve);

/// What recover() would do, as far as it can be told without acting.
Result<std::vector<Recovered>> plan_recover(const Product& product, LedgerReader& ledger, const ReadPlaces& places,
                                            Time now);

}  // namespace tagwarden
