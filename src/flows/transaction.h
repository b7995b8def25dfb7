// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>

#include "flows/propose.h"
#include "flows/transaction_ports.h"

namespace tagwarden {

/// Asked once with the proposal before anything is done; an error ends the operation.
using Approval = std::function<Result<void>(const Proposal&)>;

struct TransactionReport {
    Proposal proposal;
    bool changed = false;               ///< false: everything was so already, and nothing was recorded
    std::vector<std::string> warnings;  ///< optional places that lag, and the like
    bool stopped = false;               ///< somebody wanted it to end when nothing but the end was left
};

/// Makes a proposal true, all or nothing: intent in the ledger, content by digest everywhere, then, under the
/// edition's lease, anchors everywhere, channels everywhere, a look at every name, outcome in the ledger.
/// What fails on the way leaves channels where they were and the release incomplete; names are never deleted.
/// Who stops it before the first name is set finds every name as it was, and `interrupted` for an answer. From there on
/// it goes on to the end, for a while at most, and else puts back what it moved.
/// Refused when the world changed so much between approval and act that another plan is right.
Result<TransactionReport> transact(const Product& product, const Operation& operation, const TransactionPorts& ports,
                                   const Approval& approve);

}  // namespace tagwarden
