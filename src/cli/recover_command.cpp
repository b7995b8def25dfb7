// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/read_world.h"
#include "cli/run_operation.h"
#include "flows/recover.h"
#include "render/recover_view.h"

namespace tagwarden {

namespace {

Result<ExitCode> show(World& world, Console& console)
{
    const auto opened = read_world(world);
    if (!opened) return fail(opened.error());
    const auto planned = plan_recover(opened->product, "", opened->ledger, opened->places, world.clock().now());
    if (!planned) return fail(planned.error());
    console.result(recover_plan_text(*planned));
    console.result(recover_json(*planned, true, false, {}));
    return ExitCode::done;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    if (arguments.has("--dry-run")) return show(world, console);
    const auto opened = open_transaction(world, console);
    if (!opened) return fail(opened.error());
    world.stop();
    const auto report = recover(opened->product, "", opened->ports(), [&](const Proposal& proposal) -> Result<void> {
        show_proposal(proposal, console);
        return {};
    });
    console.progress().finish();
    if (!report) return fail(report.error());
    for (const auto& warning : report->warnings) console.warn(warning);
    console.result(recover_text(report->all));
    auto json = recover_json(report->all, false, report->changed(), report->warnings);
    if (report->error) {
        console.report_beside_error(std::move(json));
        return fail(*report->error);
    }
    console.result(std::move(json));
    return ExitCode::done;
}

}  // namespace

const Command recover_command{
    "recover", "finish or take back what an interrupted run left", {}, {{"--dry-run", ""}}, run};

}  // namespace tagwarden
