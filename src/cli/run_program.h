// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/exit_code.h"
#include "cli/world.h"

namespace tagwarden {

/// The whole program: reads the command line, runs the command in this world, says what went wrong.
ExitCode run_program(const std::vector<std::string>& words, World& world);

}  // namespace tagwarden
