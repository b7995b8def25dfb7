// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "flows/transaction_ports.h"

namespace tagwarden {

/// The lease of an edition while a run sets names.
class HeldLease {
public:
    HeldLease(const TransactionPorts& ports, std::string edition) : ports_(ports), edition_(std::move(edition)) {}

    /// Waits for who has it; see flows/wait_for_lease.h.
    Result<void> take();

    /// `busy` when it has run out: somebody else may have had it meanwhile, and what was planned counts no more.
    Result<void> renew();

    Result<void> give_back();

private:
    const TransactionPorts& ports_;
    std::string edition_;
    Lease lease_;
};

}  // namespace tagwarden
