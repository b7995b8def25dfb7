// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/adoption.h"
#include "flows/propose.h"
#include "ports/clock.h"
#include "ports/deferrable_stop.h"
#include "ports/ledger.h"
#include "ports/notices.h"
#include "ports/progress.h"

namespace tagwarden {

/// No place is among these: what adopts cannot write to one.
struct AdoptionPorts {
    Ledger& ledger;
    Clock& clock;
    Progress& progress;
    std::string actor;
    std::string holder;
    DeferrableStop& stop;
    Notices& notices;
};

struct AdoptionReport {
    Adoption adoption;
    bool changed = false;  ///< false: the ledger knew all of it
};

/// What the ledger would learn. Writes nothing.
Result<AdoptionReport> plan_adoption(const Product& product, const std::vector<FoundTags>& found, LedgerReader& ledger,
                                     Time now);

/// Tells the ledger of it, under the edition's lease.
Result<AdoptionReport> adopt_found(const Product& product, const std::vector<FoundTags>& found,
                                   const AdoptionPorts& ports);

}  // namespace tagwarden
