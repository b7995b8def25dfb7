// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/exit_code.h"
#include "base/result.h"
#include "cli/arguments.h"

namespace tagwarden {

class Console;
class World;

/// An option of a command: "--reason TEXT", or, without a value name, a flag.
struct Option {
    std::string_view name;        ///< "--reason"
    std::string_view value_name;  ///< "TEXT"; "" for a flag
    bool required = false;
    bool repeats = false;
};

/// A word of a command without a dash: "CHANNEL".
struct Positional {
    std::string_view name;
    bool required = true;
    bool repeats = false;
};

/// A command declares what it takes; what it does is one flow and one view.
struct Command {
    std::string_view name;      ///< "publish", "ledger verify"
    std::string_view synopsis;  ///< one line for the list of commands
    std::vector<Positional> positionals;
    std::vector<Option> options;
    Result<ExitCode> (*run)(const Arguments&, World&, Console&);
};

/// Every command, in the order help lists them.
std::span<const Command* const> command_table();

/// Nothing where there is none of this name.
const Command* command_named(std::string_view name);

/// Options that every command takes.
std::span<const Option> common_options();

/// The page beside a command (src/cli/NAME.md, a '-' for a space), which is also its --help.
std::string_view help_page(std::string_view name);

}  // namespace tagwarden
