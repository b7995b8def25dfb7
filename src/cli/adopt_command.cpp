// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/console.h"
#include "cli/edition_request.h"
#include "cli/world.h"
#include "flows/adopt.h"
#include "flows/find_tags.h"
#include "render/adoption_view.h"
#include "render/amounts.h"

namespace tagwarden {

namespace {

/// The repositories of an edition that are meant, each once.
struct Meant {
    Product product;
    std::vector<Location> locations;
};

Meant locations_of(const Product& product, const std::optional<std::string>& meant)
{
    Meant found{product, {}};
    auto& locations = found.locations;
    const auto parsed = meant ? Location::parse(*meant) : fail(ErrorKind::usage, "");
    for (const auto& target : product.targets) {
        if (meant && target.destination != *meant && (!parsed || target.location != *parsed)) continue;
        if (std::ranges::find(locations, target.location) == locations.end()) locations.push_back(target.location);
    }
    return found;
}

std::unexpected<Error> no_destination(const std::vector<Product>& editions, const std::string& meant)
{
    std::set<std::string> names;
    for (const auto& product : editions)
        for (const auto& target : product.targets) names.insert({target.destination, target.location.str()});
    const std::vector all(names.begin(), names.end());
    return fail(ErrorKind::not_found,
                fmt::format("'{}' is no destination of this product{}", printable(meant), did_you_mean(meant, all)),
                "the destinations are " + join(all, ", "));
}

/// What is meant in each edition that there is to look at; those where it is nothing are left out.
Result<std::vector<Meant>> all_meant(const std::optional<std::string>& meant, World& world)
{
    const auto editions = all_products(world);
    if (!editions) return fail(editions.error());
    std::vector<Meant> all;
    for (const auto& product : *editions)
        if (auto found = locations_of(product, meant); !found.locations.empty()) all.push_back(std::move(found));
    if (all.empty() && meant) return no_destination(*editions, *meant);
    return all;
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

Result<AdoptionReport> adopt_in_edition(const Meant& meant, bool dry_run, World& world, Console& console)
{
    world.turn_to(meant.product.edition);
    const auto found = search(meant.locations, world, console);
    if (!found) return fail(found.error());
    auto report = dry_run ? only_plan(*found, meant.product, world) : adopt(*found, meant.product, world, console);
    if (!report) return report;
    console.result(adoption_text(report->adoption));
    for (const auto& warning : report->adoption.warnings) console.warn(warning);
    return report;
}

std::string conclusion(const std::vector<Adoption>& adoptions, bool dry_run)
{
    const bool news = std::ranges::any_of(adoptions, [](const Adoption& it) { return !it.entries.empty(); });
    if (!news) return "nothing to adopt\n";
    std::size_t tags = 0;
    for (const auto& adoption : adoptions)
        for (const auto& it : adoption.repositories) tags += it.count(TagFinding::State::adopted);
    return fmt::format("{} {}\n", dry_run ? "would adopt" : "adopted", count_text(tags, "tag"));
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto all = all_meant(arguments.value("REPOSITORY"), world);
    if (!all) return fail(all.error());
    const bool dry_run = arguments.has("--dry-run");
    bool changed = false;
    std::vector<Adoption> adoptions;
    for (const auto& meant : *all) {
        auto report = adopt_in_edition(meant, dry_run, world, console);
        if (!report) return fail(report.error());
        changed |= report->changed;
        adoptions.push_back(std::move(report->adoption));
    }
    console.result(conclusion(adoptions, dry_run));
    auto json = adoptions_json(adoptions);
    json["changed"] = changed;
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
