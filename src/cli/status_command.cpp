// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"

#include <fmt/format.h>

#include "cli/console.h"
#include "cli/read_world.h"
#include "flows/status.h"
#include "render/status_view.h"

namespace tagwarden {

namespace {

/// What all of it is known of is shown, and yet it is not what was asked for: of a place that counts an error, of one
/// that may lag a warning.
std::optional<Error> first_unanswered(const std::vector<ProductStatus>& all, Console& console)
{
    std::optional<Error> first;
    for (const auto& status : all)
        for (const auto& [location, it] : status.unanswered) {
            if (it.optional)
                console.warn(fmt::format("{} could not be asked: {}", location.str(), it.error.message));
            else if (!first)
                first = during("asking " + location.str() + " where its channels are", it.error).error();
        }
    return first;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    std::vector<ProductStatus> all;
    for (const auto& edition : *editions) {
        world.turn_to(edition);
        const auto opened = read_world(world);
        if (!opened) return fail(opened.error());
        auto status = product_status(opened->product, opened->ledger, opened->places, world.clock().now(),
                                     arguments.has("--all") ? Anchors::all : Anchors::that_matter);
        if (!status) return fail(status.error());
        all.push_back(std::move(*status));
    }
    console.result(status_text(all, Console::results_width()));
    auto json = status_json(all);
    if (const auto unanswered = first_unanswered(all, console)) {
        console.report_beside_error(std::move(json));
        return fail(*unanswered);
    }
    console.result(std::move(json));
    return ExitCode::done;
}

}  // namespace

const Command status_command{
    "status", "show where each channel is, why, and where a rollback would take it", {}, {{"--all", ""}}, run};

}  // namespace tagwarden
