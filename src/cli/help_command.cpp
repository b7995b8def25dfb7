// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/show_page.h"

namespace tagwarden {

namespace {

Result<ExitCode> run(const Arguments& arguments, World&, Console& console)
{
    const auto name = arguments.value("COMMAND");
    const auto* command = name ? command_named(*name) : nullptr;
    if (name && command == nullptr) return fail(ErrorKind::usage, no_such_command(*name), "see 'tagwarden --help'");
    show_page(command, console);
    return ExitCode::done;
}

}  // namespace

const Command help_command{
    "help", "show the page of a command, or the list of commands", {{"COMMAND", false}}, {}, run};

}  // namespace tagwarden
