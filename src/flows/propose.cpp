// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/propose.h"

namespace tagwarden {

Result<Outlook> propose(const Product& product, const Operation& operation, LedgerReader& ledger,
                        const ReadPlaces& places, Time now)
{
    const auto entries = ledger.entries();
    if (!entries) return during("reading the ledger", entries.error());
    Outlook outlook{head_of(*entries), fold(*entries, product.edition), {}, {}};
    const RuleInputs rules{product.configuration, product.targets, outlook.state, now};

    const auto names = operation.names(rules);
    if (!names) return fail(names.error());
    auto seen = look_everywhere(places, product.targets, *names);
    if (!seen) return fail(seen.error());
    outlook.seen = std::move(*seen);

    auto proposal = operation.propose({rules, outlook.seen, operation.take_over});
    if (!proposal) return fail(proposal.error());
    outlook.proposal = std::move(*proposal);
    outlook.proposal.plan.edition = product.edition;
    return outlook;
}

}  // namespace tagwarden
