// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "ports/ledger.h"

namespace tagwarden {

/// A ledger on refs of its own in a repository of git: refs/tagwarden/ledger, and refs/tagwarden/leases/ (what is
/// where: docs/ledger.md). `remote` is the name of a remote of the checkout that `folder` is in, or a URL,
/// and is reached with the settings of that checkout; nothing of the checkout changes. Leases are as good as the clocks
/// of the machines that share them. The errors of a remote: unreachable, denied, not_found, refused (the repository
/// does not take the push), malformed (the ref holds something else).
Result<std::unique_ptr<Ledger>> open_git_ledger(const std::filesystem::path& folder, const std::string& remote);

/// The same for who must not write: nothing is ever pushed.
Result<std::unique_ptr<LedgerReader>> open_git_ledger_for_reading(const std::filesystem::path& folder,
                                                                  const std::string& remote);

}  // namespace tagwarden
