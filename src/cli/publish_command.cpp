// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"

#include <fmt/format.h>

#include <initializer_list>

#include "cli/plan_file.h"
#include "cli/publish_request.h"
#include "cli/run_operation.h"
#include "render/plan_text.h"

namespace tagwarden {

namespace {

const std::vector<Option> plan_options{{"--source", "IMAGE[/VARIANT]=REFERENCE", false, true},
                                       {"--version", "VERSION"},
                                       {"--kind", "KIND"},
                                       {"--only", "IMAGE[/VARIANT]", false, true},
                                       {"--allow-fewer-platforms", ""},
                                       {"--take-over", ""}};

std::vector<Option> with(std::vector<Option> options, std::initializer_list<Option> more)
{
    options.insert(options.end(), more);
    return options;
}

/// What --plan FILE says is all that is asked for: something beside it would be something else.
Result<void> check_alone(const Arguments& arguments)
{
    if (arguments.has("SOURCE"))
        return fail(ErrorKind::usage, "--plan says what is published, so there is no room for a SOURCE",
                    "leave it, or plan again");
    for (const auto& option : with(plan_options, {{"--edition", "NAME"}}))
        if (arguments.has(option.name))
            return fail(ErrorKind::usage, fmt::format("--plan says what is published, so {} cannot", option.name),
                        "leave it, or plan again");
    return {};
}

/// The operation that the arguments ask for, or that a plan file does.
Result<Operation> asked_for(const Arguments& arguments, World& world)
{
    const auto path = arguments.value("--plan");
    if (!path) {
        auto request = publish_request(arguments, world);
        if (!request) return fail(request.error());
        return std::move(request->operation);
    }
    if (const auto alone = check_alone(arguments); !alone) return fail(alone.error());
    const auto text = world.read_file(*path);
    if (!text) return during("reading the plan", text.error());
    auto file = read_plan_file(*text, *path);
    if (!file) return fail(file.error());
    auto request = publish_request(file->request, world);
    if (!request) return fail(request.error());
    return held_to(std::move(request->operation), std::move(file->plan), file->request.value("--edition").value_or(""));
}

Result<ExitCode> publish(const Arguments& arguments, World& world, Console& console)
{
    const auto operation = asked_for(arguments, world);
    if (!operation) return fail(operation.error());
    const auto report = run_operation(*operation, Asks::no, arguments, world, console);
    if (!report) return fail(report.error());
    if (arguments.has("--dry-run")) return ExitCode::done;
    const auto& plan = report->proposal.plan;
    if (!report->changed)
        console.result(plan_text(plan) + plan.subject + " is published already" +
                       (plan.warnings.empty() ? ", and every channel is where its rule wants it" : "") +
                       "; nothing was done\n");
    else
        console.result("published " + plan.subject + "; " + moved_text(plan) + "\n");
    return ExitCode::done;
}

Result<ExitCode> plan(const Arguments& arguments, World& world, Console& console)
{
    const auto request = publish_request(arguments, world);
    if (!request) return fail(request.error());
    const auto outlook = look_ahead(request->operation, world);
    if (!outlook) return fail(outlook.error());
    const auto path = arguments.value("--out");
    if (path) {
        const auto text = write_plan_file(arguments, outlook->proposal.plan, request->kind);
        if (const auto written = world.replace_file(*path, text); !written)
            return during("writing the plan", written.error());
    }
    show_plan(*outlook, console);
    if (path) console.talk(fmt::format("the plan is in {}; to do it: tagwarden publish --plan {}\n", *path, *path));
    return ExitCode::done;
}

}  // namespace

const Command publish_command{"publish",
                              "check, copy and name a release, and move the channels it belongs to",
                              {{"SOURCE", false}},
                              with(plan_options, {{"--plan", "FILE"}, {"--dry-run", ""}}),
                              publish};

const Command plan_command{
    "plan", "show what publish would do", {{"SOURCE", false}}, with(plan_options, {{"--out", "FILE"}}), plan};

}  // namespace tagwarden
