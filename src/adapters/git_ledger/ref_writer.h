// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>

#include "adapters/git_ledger/ledger_copy.h"
#include "base/time.h"

namespace tagwarden {

/// A commit to be made: files are put into the tree of its parent.
struct NewCommit {
    std::optional<std::string> parent;
    std::string author;
    Time time{};
    std::string message;
    std::map<std::string, std::string> files = {};
};

/// Moves refs of the remote, each by comparing and swapping. History only grows: a repository may forbid to force and
/// to delete.
class RefWriter {
public:
    explicit RefWriter(const LedgerCopy& copy) : copy_(copy) {}

    enum class Outcome {
        moved,
        overtaken,  ///< somebody else was first; the copy knows what they did
    };

    /// Puts the ref on a new commit if it still is on the commit's parent. An answer that was lost is looked for: it is
    /// `moved` when the commit arrived nevertheless. refused when the repository does not take it.
    Result<Outcome> move(const std::string& ref, const NewCommit& next) const;

private:
    Result<std::string> make(const NewCommit& next) const;
    Result<Outcome> look_again(const std::string& ref, const NewCommit& next, const std::string& commit,
                               const Error& failure) const;

    const LedgerCopy& copy_;
};

}  // namespace tagwarden
