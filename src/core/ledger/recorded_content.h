// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "core/ledger/state.h"

namespace tagwarden {

/// What the ledger last had a tag on, with size and type; nothing where it no longer knows a release with that content.
std::optional<Descriptor> recorded_content(const LedgerState& state, const TagRecord& record);

}  // namespace tagwarden
