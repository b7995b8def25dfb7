// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/run_operation.h"

#include <fmt/format.h>

#include "base/text.h"
#include "cli/read_world.h"
#include "render/plan_difference.h"
#include "render/plan_json.h"
#include "render/plan_text.h"

namespace tagwarden {

Result<Outlook> look_ahead(const Operation& operation, World& world)
{
    const auto opened = read_world(world);
    if (!opened) return fail(opened.error());
    return propose(opened->product, operation, opened->ledger, opened->places, world.clock().now());
}

namespace {

/// Tells a plan, and gives it back as --json shows it.
JsonObject tell_plan(const Outlook& outlook, Console& console)
{
    const auto& plan = outlook.proposal.plan;
    console.result(outlook.proposal.does_nothing() ? "nothing to do: everything is so already\n"
                                                   : "would " + headline(plan) + ":\n");
    console.result(plan_text(plan));
    auto warnings = outlook.adoption.summary();
    warnings.insert(warnings.end(), outlook.adoption.warnings.begin(), outlook.adoption.warnings.end());
    for (const auto& told : {warnings, plan.warnings})
        for (const auto& warning : told) console.warn(warning);
    return {{"changed", false},
            {"dryRun", true},
            {"plan", plan_json(plan)},
            {"warnings", JsonArray(warnings.begin(), warnings.end())}};
}

}  // namespace

void show_plan(const Outlook& outlook, Console& console)
{
    console.result(tell_plan(outlook, console));
}

namespace {

std::string told(const Plan& plan)
{
    return headline(plan) + ":\n" + plan_text(plan);
}

}  // namespace

void show_proposal(const Proposal& proposal, Console& console)
{
    if (!proposal.does_nothing()) console.talk(told(proposal.plan));
}

namespace {

Result<void> ask(const Proposal& proposal, Asks asks, const Arguments& arguments, Console& console)
{
    const bool must_ask = !proposal.does_nothing() && asks == Asks::yes && !arguments.has("--yes");
    if (!must_ask || !console.can_ask()) show_proposal(proposal, console);
    if (!must_ask) return {};
    if (!console.can_ask())
        return fail(ErrorKind::usage,
                    "'" + proposal.plan.operation + "' asks before it acts, and there is no terminal to ask on",
                    "add --yes, or look first with --dry-run");
    // Who is asked sees what for, also with --quiet or --json.
    if (console.ask(told(proposal.plan) + "Do this?")) return {};
    return fail(ErrorKind::interrupted, "not done: the answer was no");
}

}  // namespace

namespace {

/// The operation, held to the plan that somebody approved: where planning again gives another one, it says what
/// differs.
Operation held_to_approved(const Operation& operation, const bool& approved)
{
    auto held = operation;
    held.propose = [propose = operation.propose, planned = JsonObject(),
                    &approved](const PlanInputs& inputs) mutable -> Result<Proposal> {
        auto proposal = propose(inputs);
        if (!proposal) return proposal;
        auto now = plan_json(proposal->plan);
        if (!approved) {
            planned = std::move(now);
            return proposal;
        }
        const auto difference = plan_difference(planned, now);
        if (difference.empty()) return proposal;
        return fail(
            ErrorKind::refused,
            fmt::format("the world changed while this {} was under way: another plan than the approved one is right now"
                        ":\n  {}",
                        proposal->plan.operation, join(difference, "\n  ")),
            "look at it with --dry-run or 'tagwarden status', and run the same command again");
    };
    return held;
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

Result<Performed> perform(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                          Console& console)
{
    if (arguments.has("--dry-run")) {
        auto outlook = look_ahead(operation, world);
        if (!outlook) return fail(outlook.error());
        auto json = tell_plan(*outlook, console);
        return Performed{{{{}, std::move(outlook->proposal.plan)}, false, {}}, std::move(json)};
    }
    const auto opened = open_transaction(world, console);
    if (!opened) return fail(opened.error());
    bool approved = false;
    const auto held = operation.may_plan_again ? operation : held_to_approved(operation, approved);
    auto report = transact(opened->product, held, opened->ports(), [&](const Proposal& proposal) -> Result<void> {
        if (auto yes = ask(proposal, asks, arguments, console); !yes) return yes;
        approved = true;
        world.stop();
        return {};
    });
    console.progress().finish();
    if (!report) return fail(report.error());
    for (const auto& warning : report->proposal.plan.warnings) console.warn(warning);
    for (const auto& warning : report->warnings) console.warn(warning);
    auto json = report_json(*report);
    Performed done{std::move(*report), std::move(json)};
    if (done.report.stopped)
        done.stopped =
            fail(ErrorKind::interrupted,
                 "stopped, but all names were set by then: " + headline(done.report.proposal.plan) + " is done",
                 "nothing is left to do; 'tagwarden status' shows it")
                .error();
    return done;
}

Result<TransactionReport> run_operation(const Operation& operation, Asks asks, const Arguments& arguments, World& world,
                                        Console& console)
{
    auto done = perform(operation, asks, arguments, world, console);
    if (!done) return fail(done.error());
    if (done->stopped) {
        console.report_beside_error(std::move(done->json));
        return fail(*done->stopped);
    }
    console.result(std::move(done->json));
    return std::move(done->report);
}

}  // namespace tagwarden
