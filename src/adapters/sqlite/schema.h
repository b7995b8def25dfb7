// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/sqlite/database.h"

namespace tagwarden {

/// Brings a ledger's tables to the newest version (migrations/*.sql, in one transaction).
/// Malformed when the file belongs to another program, or a newer Tagwarden wrote it.
Result<void> migrate(Database& database);

/// For who only reads: false when there is no journal in the file yet. Fails as migrate() does.
Result<bool> has_journal(Database& database);

}  // namespace tagwarden
