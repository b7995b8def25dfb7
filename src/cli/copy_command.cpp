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
    CopyRequest request{std::move(*from), {}};
    for (const auto& text : arguments.values("DESTINATION")) {
        auto to = Reference::parse(text);
        if (!to) return fail(to.error());
        request.to.push_back(std::move(*to));
    }
    if (const auto text = arguments.value("--platform")) {
        auto platform = Platform::parse(*text);
        if (!platform) return fail(platform.error());
        request.platform = std::move(*platform);
    }
    if (const auto taken = take_filter(arguments, request); !taken) return fail(taken.error());
    request.overwrite = !arguments.has("--no-overwrite");
    request.with_attached = !arguments.has("--without-referrers");
    request.recheck = arguments.has("--recheck");
    if (const auto checked = check_copy(request); !checked) return fail(checked.error());
    return request;
}

/// Each place once: what goes to two tags of one repository is sent once.
Result<WritePlaces> open_destinations(const CopyRequest& request, World& world, const Access& access)
{
    WritePlaces places;
    for (const auto& to : request.to) {
        if (places.contains(to.location)) continue;
        const auto destination = world.destination(to.location, access);
        if (!destination) return fail(destination.error());
        places.emplace(to.location, *destination);
    }
    return places;
}

/// The end of a copy, or of a dry run: what is lacking, and the exit code that comes of it.
Result<ExitCode> finish(std::span<const CopyReport> reports, JsonObject json, Console& console)
{
    const auto error = error_of(reports);
    if (!error) {
        console.result(std::move(json));
        return ExitCode::done;
    }
    // Of a single one the error itself tells all.
    const auto lines = copy_failure_lines(reports);
    for (const auto& line : lines)
        if (lines.size() > 1) console.warn(line);
    console.report_beside_error(std::move(json));
    return fail(*error);
}

Result<ExitCode> show_plans(const CopyRequest& request, std::vector<CopyPlan> plans, RepositoryReader& source,
                            const ReadPlaces& destinations, const StopSignal& stop, Console& console)
{
    if (const auto measured = measure_copies(plans, source, destinations, request.with_attached, stop); !measured)
        return fail(measured.error());
    std::vector<CopyReport> foreseen;
    for (auto& plan : plans) foreseen.push_back(foresee_copy(std::move(plan)));
    console.result(copy_plan_text(foreseen));
    return finish(foreseen, copy_plan_json(foreseen), console);
}

Result<ExitCode> copy(const CopyRequest& request, std::vector<CopyPlan> plans, const CopyPorts& ports, Console& console)
{
    const auto reports = run_copy(request, std::move(plans), ports);
    ports.progress.finish();
    for (const auto& report : reports)
        for (const auto& warning : report.content.warnings)
            console.warn(reports.size() > 1 ? report.plan.to.location.str() + ": " + warning : warning);
    console.result(copy_report_text(reports));
    return finish(reports, copy_report_json(reports), console);
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto request = read_request(arguments);
    if (!request) return fail(request.error());
    const Access access{arguments.flag("--plain-http")};
    const auto source = world.source(request->from.location, World::Said::on_the_command_line, access);
    if (!source) return fail(source.error());
    const auto destinations = open_destinations(*request, world, access);
    if (!destinations) return fail(destinations.error());
    const auto& stop = world.stop();
    auto plans = plan_copy(*request, **source, readers(*destinations), stop);
    if (!plans) return fail(plans.error());
    if (arguments.has("--dry-run"))
        return show_plans(*request, std::move(*plans), **source, readers(*destinations), stop, console);
    return copy(*request, std::move(*plans),
                {**source, *destinations, world.transfer(), console.progress(), world.clock(), stop}, console);
}

}  // namespace

const Command copy_command{"copy",
                           "copy an image, an index or a whole repository, by digest",
                           {{"SOURCE"}, {"DESTINATION", true, true}},
                           {{"--all-tags", ""},
                            {"--include", "PATTERN", false, true},
                            {"--exclude", "PATTERN", false, true},
                            {"--platform", "PLATFORM"},
                            {"--no-overwrite", ""},
                            {"--without-referrers", ""},
                            {"--recheck", ""},
                            {"--dry-run", ""},
                            {"--plain-http", ""}},
                           run};

}  // namespace tagwarden
