// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/text.h"
#include "cli/commands.h"
#include "cli/edition_request.h"
#include "cli/run_operation.h"
#include "flows/repair.h"

namespace tagwarden {

namespace {

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto version = *arguments.value("VERSION");
    auto operation = repair_operation(version);
    operation.reason = trim(arguments.value("--reason").value_or(""));
    if (const auto product = product_for({version, version}, arguments, world); !product) return fail(product.error());
    const auto report = run_operation(operation, Asks::yes, arguments, world, console);
    if (!report) return fail(report.error());
    if (arguments.has("--dry-run")) return ExitCode::done;
    const auto& repaired = report->proposal.plan.subject;
    console.result(report->changed
                       ? "repaired " + repaired + ": its anchors name what the ledger recorded\n"
                       : "nothing to repair: every anchor of " + repaired + " names what the ledger recorded\n");
    return ExitCode::done;
}

}  // namespace

const Command repair_command{"repair",
                             "put an overwritten anchor back on its recorded digest",
                             {{"VERSION"}},
                             {{"--reason", "TEXT"}, {"--yes", ""}, {"--dry-run", ""}},
                             run};

}  // namespace tagwarden
