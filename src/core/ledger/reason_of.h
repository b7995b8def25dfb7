// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/ledger/state.h"

namespace tagwarden {

/// Why a move was made, as whoever asked for its operation said it. "" where nobody did, and where it was not its
/// doing: a reinstated version is the reason for what goes to it, and for no channel that was only due by then. For
/// those their rule speaks, in `move.why`.
std::string reason_of(const LedgerState& state, const Intent& intent, const PlannedMove& move);

}  // namespace tagwarden
