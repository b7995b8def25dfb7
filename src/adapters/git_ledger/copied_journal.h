// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "adapters/git_ledger/ledger_copy.h"
#include "core/ledger/entry.h"

namespace tagwarden {

extern const std::string ledger_ref;

/// The journal of a remote as its copy has seen it last. A journal only grows, so what is at the remote later has to go
/// on from that; else it is not believed, and the copy stays with what it has seen.
class CopiedJournal {
public:
    explicit CopiedJournal(const LedgerCopy& copy) : copy_(copy) {}

    /// Brings it up to date. malformed where the remote has no continuation of it: the end was cut off, or another
    /// journal was put in its place. It stays so until somebody puts back what was there, or deletes the copy.
    Result<void> fetch() const;

    /// The same where the copy has been fetched already.
    Result<void> see() const;

    /// Takes what was just pushed for seen.
    Result<void> keep_as_seen() const;

    Result<std::vector<Entry>> entries_after(const Head& after) const;

    struct End {
        std::optional<std::string> commit;
        Head head;
        std::string last_shard;

        /// "entry 12 with hash 0123456789ab (commit 0123456789ab)"
        std::string str() const;
    };

    Result<End> end() const;

private:
    Result<End> end_at(const std::string& commit) const;
    Result<void> check_continues(const std::string& seen, const std::optional<std::string>& now) const;
    std::unexpected<Error> other_than_seen(const End& seen, const End& now) const;

    /// The shards of a commit from this one on; from the last one when none is named.
    Result<std::vector<std::string>> shards_from(const std::string& commit, std::optional<std::size_t> first) const;

    const LedgerCopy& copy_;
};

}  // namespace tagwarden
