// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/ledger/state.h"

namespace tagwarden {

/// Counts the forms that save_state() has had, and the meanings that apply() has: whoever changes one of them adds one
/// here, and what older programs remembered is added up again.
inline constexpr std::uint64_t state_format = 3;

/// A state as bytes, for a cache: few, quick to read, and with a checksum. It says of which journal it is by its head
/// alone; it is no record, and what is worth keeping is in the journal.
std::string save_state(const StateAt& known);

/// The state again; nothing when the bytes are damaged, cut, of another format or of something else. Its releases
/// and tags stay in the bytes until somebody asks for them.
std::optional<StateAt> load_state(std::string bytes);

}  // namespace tagwarden
