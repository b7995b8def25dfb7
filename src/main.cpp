// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/run_program.h"
#include "wiring.h"

int main(int count, char** words)
{
    const std::vector<std::string> arguments(words + 1, words + count);
    const auto world = tagwarden::system_world();
    return static_cast<int>(tagwarden::run_program(arguments, *world));
}
