// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/proposal.h"
#include "flows/operation.h"
#include "ports/clock.h"
#include "ports/ledger.h"

namespace tagwarden {

/// What the ledger learns of one run: what it intends before it acts, and what came of it.
class RunRecord {
public:
    struct Author {
        std::string edition;
        std::string actor;
        std::string holder;  ///< of the lease
    };
    RunRecord(Ledger& ledger, Clock& clock, Author author) : ledger_(ledger), clock_(clock), author_(std::move(author))
    {
    }

    /// The entry with the plan that is in the ledger without an outcome; 0 for none.
    std::int64_t open_intent() const { return intent_; }

    /// Somebody else gave the intent an outcome.
    void give_up_intent() { intent_ = 0; }

    /// Writes the decisions and the plan, with the time at which it does, behind `head`, which is what the ledger ends
    /// with as far as this run knows, and is moved on.
    Result<void> intend(Head& head, const Proposal& proposal, const Operation& operation);

    /// Writes the outcome of the plan, if it was written, and that of those whose work this run took over.
    Result<void> conclude(Head& head, Outcome outcome, const std::vector<std::int64_t>& taken_over,
                          Outcome::Result their_outcome);

private:
    Draft draft(EntryBody body) const { return {author_.edition, clock_.now(), author_.actor, std::move(body)}; }
    Result<std::vector<Entry>> append(Head& head, const std::vector<Draft>& group);

    Ledger& ledger_;
    Clock& clock_;
    Author author_;
    std::int64_t intent_ = 0;
};

}  // namespace tagwarden
