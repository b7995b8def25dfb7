// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/run_program.h"

#include <algorithm>

#include "cli/command.h"
#include "cli/console.h"
#include "cli/show_page.h"
#include "tagwarden_version.h"

namespace tagwarden {

namespace {

ExitCode failed(Error error, const World& world, Console& console)
{
    // Whoever was stopped does not know by whom: here is the one place that does.
    if (error.kind == ErrorKind::interrupted && world.terminated()) error.kind = ErrorKind::terminated;
    console.error(error);
    return exit_code_of(error.kind);
}

}  // namespace

ExitCode run_program(const std::vector<std::string>& words, World& world)
{
    Console console;
    // Known before the rest is: what is wrong with the command line is said in JSON, too.
    console.set({.json = std::ranges::find(words, "--json") != words.end()});
    const auto invocation = parse_arguments(words);
    if (!invocation) return failed(invocation.error(), world, console);
    const auto* command = invocation->command;
    if (invocation->version && command == nullptr) {
        console.result("tagwarden " TAGWARDEN_VERSION "\n");
        console.result(JsonObject{{"version", TAGWARDEN_VERSION}});
        return ExitCode::done;
    }
    if (invocation->help || command == nullptr) {
        show_page(command, console);
        return invocation->help ? ExitCode::done : ExitCode::usage;
    }
    const auto& arguments = invocation->arguments;
    console.set({arguments.has("--json"), arguments.has("--quiet"), arguments.has("--verbose")});
    world.set({arguments.value("--config").value_or(""), arguments.value("--ledger").value_or(""),
               arguments.value("--edition"), &console.notices(), &console.requests()});
    const auto code = command->run(arguments, world, console);
    if (!code) return failed(code.error(), world, console);
    if (const auto delivered = Console::check_delivery(); !delivered) return failed(delivered.error(), world, console);
    return *code;
}

}  // namespace tagwarden
