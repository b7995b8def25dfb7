// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Commands that record a decision and let the channels follow it: rollback, withdraw, reinstate, hold, unhold, promote.
// Each is a planner of the core behind a few options; how they run is the same.

#include <initializer_list>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/edition_request.h"
#include "cli/run_operation.h"
#include "core/plan_decision.h"
#include "core/plan_rollback.h"
#include "render/plan_text.h"

namespace tagwarden {

namespace {

const std::vector<Option> asking_options{
    {"--reason", "TEXT", true}, {"--yes", ""}, {"--dry-run", ""}, {"--take-over", ""}};

using Planner = std::function<Result<Proposal>(const PlanInputs&)>;
using Names = std::function<Result<std::vector<TagAt>>(const RuleInputs&)>;

/// The first of these arguments that was given.
std::string first_of(const Arguments& arguments, std::initializer_list<const char*> names)
{
    for (const auto* name : names)
        if (auto value = arguments.value(name)) return std::move(*value);
    return "";
}

Subject subject_of(const Arguments& arguments)
{
    return {first_of(arguments, {"VERSION", "--to", "--at"}), first_of(arguments, {"VERSION", "CHANNEL"})};
}

Operation operation_of(Planner planner, Asks asks, const Arguments& arguments)
{
    Operation operation;
    operation.reason = arguments.value("--reason").value_or("");
    operation.take_over = arguments.has("--take-over");
    operation.may_plan_again = asks == Asks::no;
    operation.names = names_of_channels;
    operation.propose = std::move(planner);
    return operation;
}

Result<ExitCode> decide(Planner planner, Asks asks, const Arguments& arguments, World& world, Console& console,
                        Names names = names_of_channels)
{
    auto operation = operation_of(std::move(planner), asks, arguments);
    operation.names = std::move(names);
    if (arguments.has("--reason") && trim(operation.reason).empty())
        return fail(ErrorKind::usage, "the reason is empty",
                    "say why, for those who ask later: --reason \"what went wrong\"");
    if (const auto product = product_for(subject_of(arguments), arguments, world); !product)
        return fail(product.error());
    const auto report = run_operation(operation, asks, arguments, world, console);
    if (!report) return fail(report.error());
    if (arguments.has("--dry-run")) return ExitCode::done;
    console.result(became_text(report->proposal.plan));
    return ExitCode::done;
}

Result<ExitCode> rollback(const Arguments& arguments, World& world, Console& console)
{
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_rollback(inputs, *arguments.value("CHANNEL"), arguments.value("--to"),
                             *arguments.value("--reason"));
    };
    return decide(planner, Asks::yes, arguments, world, console);
}

Result<ExitCode> withdraw(const Arguments& arguments, World& world, Console& console)
{
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_withdraw(inputs, *arguments.value("VERSION"), *arguments.value("--reason"));
    };
    return decide(planner, Asks::yes, arguments, world, console);
}

Result<ExitCode> reinstate(const Arguments& arguments, World& world, Console& console)
{
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_reinstate(inputs, *arguments.value("VERSION"), *arguments.value("--reason"));
    };
    return decide(planner, Asks::yes, arguments, world, console);
}

Result<ExitCode> hold(const Arguments& arguments, World& world, Console& console)
{
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_hold(inputs, *arguments.value("CHANNEL"), arguments.value("--at"), *arguments.value("--reason"));
    };
    return decide(planner, Asks::no, arguments, world, console);
}

Result<ExitCode> unhold(const Arguments& arguments, World& world, Console& console)
{
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_unhold(inputs, *arguments.value("CHANNEL"), arguments.value("--reason").value_or(""));
    };
    return decide(planner, Asks::no, arguments, world, console);
}

Result<ExitCode> promote(const Arguments& arguments, World& world, Console& console)
{
    const auto version = *arguments.value("VERSION");
    const auto channel = *arguments.value("CHANNEL");
    const auto planner = [&](const PlanInputs& inputs) {
        return plan_promote(inputs, version, channel, *arguments.value("--reason"));
    };
    const auto names = [&](const RuleInputs& inputs) { return names_for_promote(inputs, version, channel); };
    return decide(planner, Asks::yes, arguments, world, console, names);
}

std::vector<Option> with(std::vector<Option> options, Option more)
{
    options.insert(options.begin(), more);
    return options;
}

}  // namespace

const Command rollback_command{"rollback",
                               "take a channel back to the release before, with a reason",
                               {{"CHANNEL"}},
                               with(asking_options, {"--to", "VERSION"}),
                               rollback};
const Command withdraw_command{
    "withdraw", "flag a version as bad, so that no channel goes to it", {{"VERSION"}}, asking_options, withdraw};
const Command reinstate_command{
    "reinstate", "make a withdrawn version eligible again", {{"VERSION"}}, asking_options, reinstate};
const Command hold_command{"hold",
                           "keep a channel where it is, or on a given release",
                           {{"CHANNEL"}},
                           {{"--reason", "TEXT", true}, {"--at", "VERSION"}, {"--dry-run", ""}, {"--take-over", ""}},
                           hold};
const Command unhold_command{"unhold",
                             "let a held channel follow its rule again",
                             {{"CHANNEL"}},
                             {{"--reason", "TEXT"}, {"--dry-run", ""}, {"--take-over", ""}},
                             unhold};
const Command promote_command{
    "promote", "put a channel that follows no rule on a release", {{"VERSION"}, {"CHANNEL"}}, asking_options, promote};

}  // namespace tagwarden
