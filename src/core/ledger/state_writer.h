// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/ledger/state.h"

namespace tagwarden {

/// A state as a StateReader takes it.
std::string write_state(const StateAt& known);

}  // namespace tagwarden
