// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>

#include "ports/clock.h"
#include "ports/deferrable_stop.h"
#include "ports/ledger.h"
#include "ports/notices.h"

namespace tagwarden {

/// How long a lease is asked for; it is renewed while names are set.
constexpr std::chrono::seconds lease_length{300};

struct LeaseWaitPorts {
    Ledger& ledger;
    Clock& clock;
    DeferrableStop& stop;
    Notices& notices;
};

/// Takes the lease of an edition for `holder`. Waits up to a minute for who has it, and tells of that; `busy` when they
/// have it still, `interrupted` when the wait was ended.
Result<Lease> wait_for_lease(const LeaseWaitPorts& ports, const std::string& edition, const std::string& holder);

}  // namespace tagwarden
