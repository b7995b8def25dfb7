// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/show_page.h"

#include <vector>

#include "base/text.h"
#include "cli/command.h"
#include "cli/console.h"
#include "render/columns.h"

namespace tagwarden {

namespace {

std::string overview()
{
    Columns commands;
    for (const auto* command : command_table())
        commands.add({std::string(command->name), std::string(command->synopsis)});
    return std::string(help_page("tagwarden")) + "\nCommands:\n\n" + commands.str() +
           "\n'tagwarden help COMMAND' shows the page of a command, as 'tagwarden COMMAND --help' does.\n";
}

}  // namespace

void show_page(const Command* command, Console& console)
{
    const auto page = command == nullptr ? overview() : std::string(help_page(command->name));
    console.result(page);
    console.result(JsonObject{{"page", page}});
}

std::string no_such_command(std::string_view word)
{
    std::vector<std::string> names;
    for (const auto* command : command_table()) names.emplace_back(command->name);
    return "there is no command '" + printable(word) + "'" + did_you_mean(word, names);
}

}  // namespace tagwarden
