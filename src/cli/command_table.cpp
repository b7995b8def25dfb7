// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <array>
#include <string>

#include "cli/commands.h"
#include "embedded/help_pages.h"

namespace tagwarden {

std::span<const Command* const> command_table()
{
    static constexpr std::array table{
        &publish_command, &plan_command,          &status_command,        &history_command,       &resolve_command,
        &verify_command,  &rollback_command,      &withdraw_command,      &reinstate_command,     &hold_command,
        &unhold_command,  &promote_command,       &settle_command,        &recover_command,       &repair_command,
        &adopt_command,   &version_command,       &compare_command,       &sort_command,          &copy_command,
        &ls_command,      &ledger_verify_command, &ledger_export_command, &ledger_import_command, &help_command};
    return table;
}

const Command* command_named(std::string_view name)
{
    const auto table = command_table();
    const auto found = std::ranges::find(table, name, &Command::name);
    return found == table.end() ? nullptr : *found;
}

std::span<const Option> common_options()
{
    static const std::array<Option, 6> options{Option{"--config", "FILE"},  Option{"--ledger", "URL"},
                                               Option{"--edition", "NAME"}, Option{"--json", ""},
                                               Option{"--quiet", ""},       Option{"--verbose", ""}};
    return options;
}

std::string_view help_page(std::string_view name)
{
    auto file = std::string(name) + ".md";
    std::ranges::replace(file, ' ', '-');
    for (const auto& page : embedded::help_pages())
        if (page.name == file) return page.text;
    return {};
}

}  // namespace tagwarden
