// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/world.h"
#include "flows/adopt.h"
#include "flows/find_tags.h"
#include "render/adoption_view.h"
#include "render/amounts.h"

namespace tagwarden {

namespace {

/// The repositories that are meant, each once.
Result<std::vector<Location>> locations_of(const Product& product, const std::optional<std::string>& meant)
{
    std::vector<Location> locations;
    std::vector<std::string> names;
    const auto parsed = meant ? Location::parse(*meant) : fail(ErrorKind::usage, "");
    for (const auto& target : product.targets) {
        names.insert(names.end(), {target.destination, target.location.str()});
        if (meant && target.destination != *meant && (!parsed || target.location != *parsed)) continue;
        if (std::ranges::find(locations, target.location) == locations.end()) locations.push_back(target.location);
    }
    if (!locations.empty()) return locations;
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return fail(ErrorKind::not_found,
                fmt::format("'{}' is no destination of this product{}", printable(*meant), did_you_mean(*meant, names)),
                "the destinations are " + join(names, ", "));
}

Result<std::vector<FoundTags>> search(const std::vector<Location>& locations, World& world, Console& console)
{
    const auto places = world.places_to_read();
    if (!places) return fail(places.error());
    std::vector<FoundTags> all;
    for (const auto& location : locations) {
        const auto progress = [&](std::size_t asked, std::size_t of) {
            console.state(fmt::format("{} of {} looked at  {}", asked, count_text(of, "tag"), location.str()));
        };
        auto found = find_tags(location, *places->at(location), {world.stop(), progress});
        if (!found) return fail(found.error());
        all.push_back(std::move(*found));
    }
    return all;
}

Result<AdoptionReport> adopt(const std::vector<FoundTags>& found, const Product& product, World& world,
                             Console& console)
{
    const auto ledger = world.ledger();
    if (!ledger) return fail(ledger.error());
    return adopt_found(product, found,
                       {**ledger, world.clock(), console.progress(), world.actor(), world.holder(),
                        world.unheard_stop(), console.notices()});
}

Result<AdoptionReport> only_plan(const std::vector<FoundTags>& found, const Product& product, World& world)
{
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    return plan_adoption(product, found, **ledger, world.clock().now());
}

std::string conclusion(const Adoption& adoption, bool dry_run)
{
    if (adoption.entries.empty()) return "nothing to adopt\n";
    std::size_t tags = 0;
    for (const auto& it : adoption.repositories) tags += it.count(TagFinding::State::adopted);
    return fmt::format("{} {}\n", dry_run ? "would adopt" : "adopted", count_text(tags, "tag"));
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto product = world.product();
    if (!product) return fail(product.error());
    const auto locations = locations_of(*product, arguments.value("REPOSITORY"));
    if (!locations) return fail(locations.error());
    const auto found = search(*locations, world, console);
    if (!found) return fail(found.error());
    const bool dry_run = arguments.has("--dry-run");
    const auto report = dry_run ? only_plan(*found, *product, world) : adopt(*found, *product, world, console);
    if (!report) return fail(report.error());

    console.result(adoption_text(report->adoption));
    for (const auto& warning : report->adoption.warnings) console.warn(warning);
    console.result(conclusion(report->adoption, dry_run));
    auto json = adoption_json(report->adoption);
    json["changed"] = report->changed;
    json["dryRun"] = dry_run;
    console.result(std::move(json));
    return ExitCode::done;
}

}  // namespace

const Command adopt_command{"adopt",
                            "read what a repository has already into the ledger, as it is",
                            {{"REPOSITORY", false}},
                            {{"--dry-run", ""}},
                            run};

}  // namespace tagwarden
