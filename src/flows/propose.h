// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/adoption.h"
#include "flows/operation.h"
#include "flows/places.h"
#include "ports/ledger.h"

namespace tagwarden {

/// A product as a flow knows it: one edition of it, where it has several.
struct Product {
    const Configuration& configuration;
    const std::vector<Target>& targets;
    std::string edition{};
};

/// A proposal and the world it was made in.
struct Outlook {
    Head head;
    LedgerState state;             ///< with what is adopted first
    std::vector<FoundTags> found;  ///< at places of which the ledger knows nothing
    Adoption adoption;             ///< and what it is to learn of them before anything else
    SeenTags seen;
    Proposal proposal;
};

/// Reads the ledger and the places, and lets the operation propose. Writes nothing: this is all that `plan` does.
/// Refused, with what could be done, where nobody has content that the plan needs and the operation does not bring.
Result<Outlook> propose(const Product& product, const Operation& operation, LedgerReader& ledger,
                        const ReadPlaces& places, Time now);

}  // namespace tagwarden
