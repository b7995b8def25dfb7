// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

#include "cli/world.h"

namespace tagwarden {

/// The world made of real parts: this machine's files, clock, git and network.
std::unique_ptr<World> system_world();

}  // namespace tagwarden
