// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <algorithm>
#include <iterator>

#include "cli/commands.h"
#include "cli/read_world.h"
#include "cli/run_operation.h"
#include "flows/recover.h"
#include "render/recover_view.h"

namespace tagwarden {

namespace {

Result<ExitCode> show(const std::vector<std::string>& editions, World& world, Console& console)
{
    std::vector<Recovered> all;
    for (const auto& edition : editions) {
        world.turn_to(edition);
        const auto opened = read_world(world);
        if (!opened) return fail(opened.error());
        auto planned = plan_recover(opened->product, opened->ledger, opened->places, world.clock().now());
        if (!planned) return fail(planned.error());
        std::ranges::move(*planned, std::back_inserter(all));
    }
    console.result(recover_plan_text(all));
    console.result(recover_json(all, true, false, {}));
    return ExitCode::done;
}

/// Each edition has a lease of its own: one that is busy keeps no other from being recovered.
Result<RecoverReport> recover_all(const std::vector<std::string>& editions, World& world, Console& console)
{
    RecoverReport all;
    for (const auto& edition : editions) {
        world.turn_to(edition);
        const auto opened = open_transaction(world, console);
        if (!opened) return fail(opened.error());
        world.stop();
        auto report = recover(opened->product, opened->ports(), [&](const Proposal& proposal) -> Result<void> {
            show_proposal(proposal, console);
            return {};
        });
        if (!report) return fail(report.error());
        all.add(std::move(*report));
        if (all.error && all.error->kind == ErrorKind::interrupted) break;
    }
    return all;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    if (arguments.has("--dry-run")) return show(*editions, world, console);
    const auto report = recover_all(*editions, world, console);
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
