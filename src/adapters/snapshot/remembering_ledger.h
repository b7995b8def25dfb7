// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <memory>

#include "ports/ledger.h"
#include "ports/state_snapshots.h"

namespace tagwarden {

/// How many entries are added up anew each time before it is worth remembering them.
inline constexpr std::size_t worth_remembering = 1'000;

/// The same ledger, whose state() goes on from what was remembered. What does not fit the journal (of another one,
/// damaged, of another version of this program) is passed over, and replaced. Entries are read as before.
std::unique_ptr<LedgerReader> remembering(std::unique_ptr<LedgerReader> ledger,
                                          std::unique_ptr<StateSnapshots> snapshots);
std::unique_ptr<Ledger> remembering(std::unique_ptr<Ledger> ledger, std::unique_ptr<StateSnapshots> snapshots);

}  // namespace tagwarden
