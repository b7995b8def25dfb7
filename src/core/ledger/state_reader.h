// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "core/ledger/state.h"

namespace tagwarden {

/// What write_state() wrote, which is the end of `bytes` from `from` on; nothing where it cannot be read. Releases and
/// tags stay in the bytes until somebody asks for them.
std::optional<StateAt> read_state(std::shared_ptr<const std::string> bytes, std::size_t from);

}  // namespace tagwarden
