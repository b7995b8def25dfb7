// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>

#include "core/ledger/state.h"

namespace tagwarden {

/// Whether a run of our own may have put this digest there since the ledger last spoke of the tag: an intent without an
/// outcome wanted it so, or the place fell silent when it was asked to. The intent `but` does not count.
bool intended(const LedgerState& state, const TagAt& at, const Digest& digest, std::int64_t but = 0);

}  // namespace tagwarden
