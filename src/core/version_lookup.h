// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/ledger/state.h"

namespace tagwarden {

/// The release that somebody means who typed this: its version, the same version as its order reads it ("v1.8.1"), or
/// the tag of an anchor that the ledger recorded. not_found, with the nearest, when the ledger knows none; a usage
/// error that names them when it may be several.
Result<const KnownRelease*> find_version(const LedgerState& state, const std::string& text);

}  // namespace tagwarden
