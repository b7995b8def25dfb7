// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/earlier_builds.h"
#include "cli/version_request.h"
#include "render/version_view.h"

namespace tagwarden {

namespace {

constexpr std::string_view dotenv_prefix = "dotenv=";

/// --output github, or dotenv=FILE.
Result<void> write_output(const std::string& where, const CheckoutVersion& version,
                          std::span<const RenderedFormat> renderings, World& world)
{
    const auto& text = version.chosen.version.str();
    if (printable(text) != text)
        return fail(ErrorKind::usage,
                    fmt::format("'{}' has characters that no file of variables can hold", excerpt(text)),
                    "give a version without line ends");
    if (where.starts_with(dotenv_prefix) && where.size() > dotenv_prefix.size())
        return world.replace_file(where.substr(dotenv_prefix.size()), dotenv_output(version, renderings));
    if (where != "github")
        return fail(ErrorKind::usage, fmt::format("--output '{}' is not known", excerpt(where)),
                    "write --output github, or --output dotenv=FILE");
    const auto file = value_of(world.environment(), "GITHUB_OUTPUT");
    if (file.empty())
        return fail(ErrorKind::usage, "--output github wants the environment variable GITHUB_OUTPUT, which is not set",
                    "GitHub Actions sets it in every step; elsewhere use --output dotenv=FILE");
    return world.append_to_file(file, github_output(version, renderings));
}

/// --format: one rendering and nothing else.
Result<void> show_format(Format wanted, std::span<const RenderedFormat> renderings, Console& console)
{
    for (const auto& [format, rendering] : renderings) {
        if (format != wanted) continue;
        if (!rendering) return fail(rendering.error());
        console.result(rendering->text + "\n");
    }
    return {};
}

/// Options that say nothing together are refused before anything is written.
Result<void> check_options(const Arguments& arguments)
{
    const auto format = arguments.value("--format");
    if (format)
        if (const auto known = format_named(*format); !known) return fail(known.error());
    if (format && arguments.has("--check-order"))
        return fail(ErrorKind::usage, "--format and --check-order print two different things", "give one of them");
    if (arguments.has("--against") && !arguments.has("--check-order"))
        return fail(ErrorKind::usage, "--against says what --check-order compares with, and that was not given",
                    "add --check-order");
    return {};
}

void show_hazards(std::span<const Hazard> hazards, const EarlierBuilds& earlier, const Version& version,
                  Console& console)
{
    if (earlier.unread > 0)
        console.warn(fmt::format("{} of the lines are no versions and were left out", earlier.unread));
    if (earlier.builds.empty()) console.warn("there is no earlier build to compare with");
    if (hazards.empty())
        console.talk(
            fmt::format("no package manager takes {} wrongly among {} builds\n", version.str(), earlier.builds.size()));
    console.result(hazards_text(hazards));
}

Result<ExitCode> check(const Arguments& arguments, const CheckoutVersion& version, const Configuration& configuration,
                       JsonObject json, World& world, Console& console)
{
    const Build candidate{version.chosen.version, version.chosen.kind, branch_of(version.sources)};
    const auto earlier =
        earlier_builds(arguments.value("--against").value_or("git"), candidate, configuration.version, world);
    if (!earlier) return during("collecting the earlier builds", earlier.error());
    const auto hazards = check_order(candidate, earlier->builds);
    show_hazards(hazards, *earlier, version.chosen.version, console);
    json["hazards"] = hazards_json(hazards);
    json["comparedWith"] = earlier->builds.size();
    console.result(std::move(json));
    return hazards.empty() ? ExitCode::done : ExitCode::findings;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    if (auto checked = check_options(arguments); !checked) return fail(checked.error());
    const auto configuration = world.configuration_or_default();
    if (!configuration) return fail(configuration.error());
    const auto version = version_request(arguments, world, **configuration);
    if (!version) return fail(version.error());
    const auto renderings = render_all(version->chosen);
    if (const auto where = arguments.value("--output"))
        if (auto written = write_output(*where, *version, renderings, world); !written) return fail(written.error());
    auto json = version_json(*version, renderings);
    if (arguments.has("--check-order"))
        return check(arguments, *version, **configuration, std::move(json), world, console);
    if (const auto format = arguments.value("--format")) {
        if (auto shown = show_format(*format_named(*format), renderings, console); !shown) return fail(shown.error());
    } else {
        console.result(version_text(*version, renderings));
    }
    console.result(std::move(json));
    return ExitCode::done;
}

}  // namespace

const Command version_command{"version",
                              "tell the version of this checkout, in every rendering",
                              {},
                              {{"--format", "FORMAT"},
                               {"--output", "WHERE"},
                               {"--check-order", ""},
                               {"--against", "WHAT"},
                               {"--version", "VERSION"},
                               {"--kind", "KIND"}},
                              run};

}  // namespace tagwarden
