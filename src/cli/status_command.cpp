// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/read_world.h"
#include "flows/status.h"
#include "render/status_view.h"

namespace tagwarden {

namespace {

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
    console.result(status_json(all));
    return ExitCode::done;
}

}  // namespace

const Command status_command{
    "status", "show where each channel is, why, and where a rollback would take it", {}, {{"--all", ""}}, run};

}  // namespace tagwarden
