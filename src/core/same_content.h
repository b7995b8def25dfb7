// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/configuration.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// True when two releases are the same bytes under two versions: all parts that channels can name have equal digests.
/// An image without channels (a QA image, documentation) does not count, nor does one part that just did not change.
bool same_content(const Configuration& configuration, const Release& a, const Release& b);

/// A withdrawn release with the same content, or this one itself; nothing when there is none.
const KnownRelease* withdrawn_content(const Configuration& configuration, const LedgerState& state,
                                      const KnownRelease& release);

}  // namespace tagwarden
