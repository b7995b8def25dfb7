// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/world.h"
#include "core/history.h"
#include "render/history_view.h"

namespace tagwarden {

namespace {

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    const auto entries = (*ledger)->entries();
    if (!entries) return during("reading the ledger", entries.error());
    const auto name = arguments.value("NAME").value_or("");
    std::vector<HistoryRow> rows;
    for (const auto& edition : *editions)
        std::ranges::move(history_of(*entries, edition, name), std::back_inserter(rows));
    std::ranges::stable_sort(rows, {}, &HistoryRow::sequence);
    if (rows.empty() && !name.empty())
        return fail(ErrorKind::not_found, "the ledger knows nothing of '" + name + "'",
                    "see all it knows with 'tagwarden history'");
    console.result(history_text(rows));
    console.result(history_json(rows));
    return ExitCode::done;
}

}  // namespace

const Command history_command{"history", "tell what moved, when, by whom and why", {{"NAME", false}}, {}, run};

}  // namespace tagwarden
