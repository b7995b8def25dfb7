// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/ledger/state.h"

namespace tagwarden {

/// The release with this version; not_found, with the nearest, when the ledger knows none.
Result<const KnownRelease*> find_version(const LedgerState& state, const std::string& version);

}  // namespace tagwarden
