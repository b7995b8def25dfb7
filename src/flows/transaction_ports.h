// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "flows/places.h"
#include "ports/clock.h"
#include "ports/content_transfer.h"
#include "ports/deferrable_stop.h"
#include "ports/ledger.h"
#include "ports/notices.h"
#include "ports/steps.h"

namespace tagwarden {

struct TransactionPorts {
    Ledger& ledger;
    Clock& clock;
    ContentTransfer& transfer;
    const WritePlaces& places;
    Progress& progress;
    std::string actor;   ///< who asks, for the record
    std::string holder;  ///< which process holds the lease
    DeferrableStop& stop;
    Steps& steps;
    Notices& notices;
};

}  // namespace tagwarden
