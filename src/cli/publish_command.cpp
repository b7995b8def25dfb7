// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/publish_request.h"
#include "cli/run_operation.h"
#include "render/plan_text.h"

namespace tagwarden {

namespace {

const std::vector<Option> plan_options{{"--source", "IMAGE[/VARIANT]=REFERENCE", false, true},
                                       {"--version", "VERSION"},
                                       {"--kind", "KIND"},
                                       {"--take-over", ""}};

std::vector<Option> publish_options()
{
    auto options = plan_options;
    options.push_back({"--dry-run", ""});
    return options;
}

Result<ExitCode> publish(const Arguments& arguments, World& world, Console& console)
{
    const auto operation = publish_request(arguments, world);
    if (!operation) return fail(operation.error());
    const auto report = run_operation(*operation, Asks::no, arguments, world, console);
    if (!report) return fail(report.error());
    if (arguments.has("--dry-run")) return ExitCode::done;
    const auto& plan = report->proposal.plan;
    if (!report->changed)
        console.result(plan_text(plan) + plan.subject +
                       " is published already, and every channel is where its rule wants it; nothing was done\n");
    else
        console.result("published " + plan.subject + "; " + moved_text(plan) + "\n");
    return ExitCode::done;
}

Result<ExitCode> plan(const Arguments& arguments, World& world, Console& console)
{
    const auto operation = publish_request(arguments, world);
    if (!operation) return fail(operation.error());
    if (const auto shown = show_plan(*operation, world, console); !shown) return fail(shown.error());
    return ExitCode::done;
}

}  // namespace

const Command publish_command{"publish",
                              "check, copy and name a release, and move the channels it belongs to",
                              {{"SOURCE", false}},
                              publish_options(),
                              publish};

const Command plan_command{"plan", "show what publish would do", {{"SOURCE", false}}, plan_options, plan};

}  // namespace tagwarden
