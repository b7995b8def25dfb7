// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <malloc.h>

#include <exception>
#include <iostream>

#include "cli/run_program.h"
#include "wiring.h"

int main(int count, char** words)
{
    // Else every thread that moves bytes has a heap of its own, and none of them ever gives back what it held.
    mallopt(M_ARENA_MAX, 2);
    try {
        const std::vector<std::string> arguments(words + 1, words + count);
        const auto world = tagwarden::system_world();
        return static_cast<int>(tagwarden::run_program(arguments, *world));
    } catch (const std::exception& bug) {
        // Errors are values here: what comes as an exception is want of memory, or a fault of ours.
        std::cerr << "bug: " << bug.what() << "\nhint: please report it, with the command that led to it\n";
        return static_cast<int>(tagwarden::ExitCode::bug);
    }
}
