// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

class Console;
struct Command;

/// Shows the page of a command; of none what Tagwarden is, and every command with its synopsis.
void show_page(const Command* command, Console& console);

/// "there is no command 'publsh' (did you mean 'publish'?)"
std::string no_such_command(std::string_view word);

}  // namespace tagwarden
