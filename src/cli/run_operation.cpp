// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/run_operation.h"

#include "cli/read_world.h"
#include "render/plan_json.h"
#include "render/plan_text.h"

namespace tagwarden {

Result<Plan> show_plan(const Operation& operation, World& world, Console& console,
                       const std::function<Result<void>(const Plan&)>& keep)
{
    const auto opened = read_world(world);
    if (!opened) return fail(opened.error());
    auto outlook = propose(opened->product, operation, opened->ledger, opened->places, world.clock().now());
    if (!outlook) return fail(outlook.error());
    auto& plan = outlook->proposal.plan;
    if (auto kept = keep(plan); !kept) return fail(kept.error());
    console.result(plan.changes_nothing() && plan.withdraws.empty() ? "nothing to do: everything is so already\n"
                                                                    : "would " + headline(plan) + ":\n");
    console.result(plan_text(plan));
    auto warnings = outlook->adoption.summary();
    warnings.insert(warnings.end(), outlook->adoption.warnings.begin(), outlook->adoption.warnings.end());
    for (const auto& told : {warnings, plan.warnings})
        for (const auto& warning : told) console.warn(warning);
    console.result(JsonObject{{"changed", false},
                              {"dryRun", true},
                              {"plan", plan_json(plan)},
                              {"warnings", JsonArray(warnings.begin(), warnings.end())}});
    return std::move(plan);
}

void show_proposal(const Proposal& proposal, Console& console)
{
    const auto& plan = proposal.plan;
    if (!plan.changes_nothing() || !proposal.decisions.empty()) console.talk(headline(plan) + ":\n" + plan_text(plan));
}

namespace {

Result<void> ask(const Proposal& proposal, Asks asks, const Arguments& arguments, Console& console)
{
    const auto& plan = proposal.plan;
    show_proposal(proposal, console);
    if ((plan.changes_nothing() && proposal.decisions.empty()) || asks == Asks::no || arguments.has("--yes")) return {};
    if (!console.can_ask())
        return fail(ErrorKind::usage,
                    "'" + plan.operation + "' asks before it acts, and there is no terminal to ask on",
                    "add --yes, or look first with --dry-run");
    if (console.ask("Do this?")) return {};
    return fail(ErrorKind::interrupted, "not done: the answer was no");
}

}  // namespace

JsonObject report_json(const TransactionReport& report)
{
    JsonArray warnings(report.warnings.begin(), report.warnings.end());
    return {{"changed", report.changed},
            {"dryRun", false},
            {"plan", plan_json(report.proposal.plan)},
            {"warnings", std::move(warnings)}};
}

TransactionPorts OpenedTransaction::ports() const
{
    return {ledger,        world.clock(),  world.transfer(),     places,        console.progress(),
            world.actor(), world.holder(), world.unheard_stop(), world.steps(), console.notices()};
}

Result<OpenedTransaction> open_transaction(World& world, Console& console)
{
    const auto product = world.product();
    if (!product) return fail(product.error());
    const auto ledger = world.ledger();
    if (!ledger) return fail(ledger.error());
    auto places = world.places();
    if (!places) return fail(places.error());
    return OpenedTransaction{*product, **ledger, std::move(*places), world, console};
}

Result<TransactionReport> run_operation(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                                        Console& console)
{
    if (arguments.has("--dry-run")) {
        auto plan = show_plan(operation, world, console);
        if (!plan) return fail(plan.error());
        return TransactionReport{{{}, std::move(*plan)}, false, {}};
    }
    const auto opened = open_transaction(world, console);
    if (!opened) return fail(opened.error());
    auto report = transact(opened->product, operation, opened->ports(), [&](const Proposal& proposal) -> Result<void> {
        if (auto yes = ask(proposal, asks, arguments, console); !yes) return yes;
        world.stop();
        return {};
    });
    console.progress().finish();
    if (!report) return report;
    for (const auto& warning : report->proposal.plan.warnings) console.warn(warning);
    for (const auto& warning : report->warnings) console.warn(warning);
    if (report->stopped) {
        console.report_beside_error(report_json(*report));
        return fail(ErrorKind::interrupted,
                    "stopped, but all names were set by then: " + headline(report->proposal.plan) + " is done",
                    "nothing is left to do; 'tagwarden status' shows it");
    }
    console.result(report_json(*report));
    return report;
}

}  // namespace tagwarden
