// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/ledger/entry.h"

namespace tagwarden {

struct LedgerReader {
    virtual ~LedgerReader() = default;

    /// The entries behind `after` in order, their chain checked from there. A ledger that does not exist yet is empty.
    /// `malformed` where `after` is not part of it: then it is another journal than it was.
    virtual Result<std::vector<Entry>> entries_after(const Head& after) = 0;

    Result<std::vector<Entry>> entries() { return entries_after({}); }
};

struct LedgerWriter {
    virtual ~LedgerWriter() = default;

    /// Appends a group behind `after`, all or nothing, durable when it returns.
    /// `busy` when somebody else appended first: read again, decide again.
    virtual Result<std::vector<Entry>> append(const Head& after, const std::vector<Draft>& group) = 0;
};

/// The right to set the names of one edition, for a while.
struct Lease {
    std::string edition;
    std::string holder;  ///< who, on which machine, in which process
    Time expires{};
};

struct Leases {
    virtual ~Leases() = default;

    /// Takes the lease unless another holder has one that has not expired; then `busy`, naming the holder.
    /// A holder that already has it gets it again with the new expiry.
    virtual Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                                  std::chrono::seconds length) = 0;

    /// Gives it back. Not an error when it had expired and somebody else has it now.
    virtual Result<void> release(const Lease& lease) = 0;
};

struct Ledger : LedgerReader, LedgerWriter, Leases {};

}  // namespace tagwarden
