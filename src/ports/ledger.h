// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "core/ledger/entry.h"
#include "core/ledger/state.h"

namespace tagwarden {

struct LedgerReader {
    virtual ~LedgerReader() = default;

    /// The entries behind `after` in order, their chain checked from there. A ledger that does not exist yet is empty.
    /// `malformed` where `after` is not part of it: then it is another journal than it was.
    virtual Result<std::vector<Entry>> entries_after(const Head& after) = 0;

    Result<std::vector<Entry>> entries() { return entries_after({}); }

    /// Shows every entry in order, as it was stored and its chain checked so far, until the visitor fails. An
    /// implementation that can keeps no more of them than one.
    virtual Result<void> each_entry(const std::function<Result<void>(const Entry&)>& visitor)
    {
        const auto all = entries();
        if (!all) return fail(all.error());
        for (const auto& entry : *all)
            if (auto seen = visitor(entry); !seen) return seen;
        return {};
    }

    /// What the whole journal adds up to for an edition, and where it ends. An implementation may remember what it
    /// added up before, and then reads, and checks, only what came since.
    virtual Result<StateAt> state(const std::string& edition)
    {
        const auto all = entries();
        if (!all) return fail(all.error());
        StateAt known;
        fold_more(known, *all, edition);
        return known;
    }
};

struct LedgerWriter {
    virtual ~LedgerWriter() = default;

    /// Appends entries as they are, with their numbers, times and hashes, behind `after`: all or nothing, durable when
    /// it returns. What is read later is what was given, byte for byte, so that a journal can move to another ledger.
    /// `busy` when the journal does not end with `after`: somebody else appended first. `malformed` when their chain
    /// does not begin there or breaks on the way. That each entry has the hash it says is the caller's word: seal() and
    /// parse_entry() give no others.
    virtual Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) = 0;

    /// Gives drafts their place behind `after` and appends them. When it is `busy`: read again, decide again.
    Result<std::vector<Entry>> append(const Head& after, const std::vector<Draft>& group)
    {
        auto sealed = seal(after, group);
        if (auto appended = append_sealed(after, sealed); !appended) return fail(std::move(appended.error()));
        return sealed;
    }
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
