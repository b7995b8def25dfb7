// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/tag_filter_request.h"
#include "cli/world.h"
#include "flows/copy.h"
#include "flows/measure_copy.h"
#include "render/copy_view.h"

namespace tagwarden {

namespace {

Result<void> take_filter(const Arguments& arguments, CopyRequest& request)
{
    if (!arguments.has("--all-tags")) {
        if (!arguments.has("--include") && !arguments.has("--exclude")) return {};
        return fail(ErrorKind::usage, "--include and --exclude choose among all tags of a repository",
                    "add --all-tags");
    }
    auto filter = tag_filter_request(arguments);
    if (!filter) return fail(filter.error());
    request.all_tags = std::move(*filter);
    return {};
}

Result<CopyRequest> read_request(const Arguments& arguments)
{
    auto from = Reference::parse(*arguments.value("SOURCE"));
    if (!from) return fail(from.error());
    auto to = Reference::parse(*arguments.value("DESTINATION"));
    if (!to) return fail(to.error());
    CopyRequest request{std::move(*from), std::move(*to)};
    if (const auto text = arguments.value("--platform")) {
        auto platform = Platform::parse(*text);
        if (!platform) return fail(platform.error());
        request.platform = std::move(*platform);
    }
    if (const auto taken = take_filter(arguments, request); !taken) return fail(taken.error());
    request.overwrite = !arguments.has("--no-overwrite");
    request.with_attached = !arguments.has("--without-referrers");
    if (const auto checked = check_copy(request); !checked) return fail(checked.error());
    return request;
}

Result<ExitCode> show_plan(const CopyRequest& request, const CopyPlan& plan, RepositoryReader& source,
                           RepositoryReader& destination, const StopSignal& stop, Console& console)
{
    const auto size = measure_copy(plan, source, destination, request.with_attached, stop);
    if (!size) return during("asking what would be sent", size.error());
    console.result(copy_plan_text(request, plan, *size));
    if (!plan.unread.empty()) {
        console.report_beside_error(copy_plan_json(request, plan, *size));
        return fail(plan.unread.front().error);
    }
    console.result(copy_plan_json(request, plan, *size));
    return ExitCode::done;
}

Result<ExitCode> copy(const CopyRequest& request, CopyPlan plan, const CopyPorts& ports, Console& console)
{
    const auto report = run_copy(request, std::move(plan), ports);
    ports.progress.finish();
    for (const auto& warning : report.content.warnings) console.warn(warning);
    if (report.did_something()) console.result(copy_report_text(request, report));
    if (report.error) {
        // Of a single one the error itself tells all.
        const auto lines = copy_failure_lines(report);
        for (const auto& line : lines)
            if (lines.size() > 1) console.warn(line);
        console.report_beside_error(copy_report_json(request, report));
        return fail(*report.error);
    }
    console.result(copy_report_json(request, report));
    return ExitCode::done;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto request = read_request(arguments);
    if (!request) return fail(request.error());
    const Access access{arguments.flag("--plain-http")};
    const auto source = world.source(request->from.location, World::Said::on_the_command_line, access);
    if (!source) return fail(source.error());
    const auto destination = world.destination(request->to.location, access);
    if (!destination) return fail(destination.error());
    const auto& stop = world.stop();
    auto plan = plan_copy(*request, **source, **destination, stop);
    if (!plan) return fail(plan.error());
    if (arguments.has("--dry-run")) return show_plan(*request, *plan, **source, **destination, stop, console);
    return copy(*request, std::move(*plan),
                {**source, **destination, world.transfer(), console.progress(), world.clock(), stop}, console);
}

}  // namespace

const Command copy_command{"copy",
                           "copy an image, an index or a whole repository, by digest",
                           {{"SOURCE"}, {"DESTINATION"}},
                           {{"--all-tags", ""},
                            {"--include", "PATTERN", false, true},
                            {"--exclude", "PATTERN", false, true},
                            {"--platform", "PLATFORM"},
                            {"--no-overwrite", ""},
                            {"--without-referrers", ""},
                            {"--dry-run", ""},
                            {"--plain-http", ""}},
                           run};

}  // namespace tagwarden
