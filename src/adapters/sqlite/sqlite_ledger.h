// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "ports/ledger.h"

namespace tagwarden {

/// Whether the process that holds a lease by this name is known to be gone.
using HolderIsGone = std::function<bool(const std::string& holder)>;

/// A ledger in one SQLite file, for the processes of one machine. The file and the folders above it are
/// made when they are not there. Malformed when the file is something else.
/// A lease whose holder is gone is free at once; of whom `is_gone` does not know that, it is when it expires.
Result<std::unique_ptr<Ledger>> open_sqlite_ledger(
    const std::filesystem::path& path, HolderIsGone is_gone = [](const std::string&) { return false; });

/// The same file for who must not write: nothing is created, and a ledger that is not there is empty.
Result<std::unique_ptr<LedgerReader>> open_sqlite_ledger_for_reading(const std::filesystem::path& path);

}  // namespace tagwarden
