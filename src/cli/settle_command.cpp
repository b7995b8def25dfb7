// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "cli/commands.h"
#include "cli/run_operation.h"
#include "core/edition.h"
#include "core/plan_decision.h"
#include "render/error_view.h"
#include "render/plan_text.h"

namespace tagwarden {

namespace {

/// What became of one edition, also where it came to an error.
struct Settled {
    std::string edition;
    JsonObject json;
    std::optional<Error> error;
};

Operation operation_for(const std::string& edition, const Arguments& arguments)
{
    Operation operation;
    operation.take_over = arguments.has("--take-over");
    operation.may_plan_again = true;
    operation.names = names_of_channels;
    operation.propose = plan_settle;
    operation.to_take_over = said_for(edition, "run again with --take-over") + " to overwrite it";
    return operation;
}

Settled settle_edition(const std::string& edition, const Arguments& arguments, World& world, Console& console)
{
    world.turn_to(edition);
    auto done = perform(operation_for(edition, arguments), Asks::no, arguments, world, console);
    if (!done) return {edition, {}, std::move(done.error())};
    if (!arguments.has("--dry-run")) console.result(became_text(done->report.proposal.plan));
    return {edition, std::move(done->json), std::move(done->stopped)};
}

/// One error ends the command, and each is told.
void tell_failure(const Settled& it, Console& console)
{
    Plan plan;
    plan.operation = "settle";
    plan.edition = it.edition;
    const auto next = it.error->hint.empty() ? "" : "; " + it.error->hint;
    console.result(printable(headline(plan) + ": " + it.error->message + next) + "\n");
}

/// Each edition has a lease of its own: one that is busy keeps no other from being settled.
std::vector<Settled> settle_all(const std::vector<std::string>& editions, const Arguments& arguments, World& world,
                                Console& console)
{
    std::vector<Settled> all;
    for (const auto& edition : editions) {
        const auto& it = all.emplace_back(settle_edition(edition, arguments, world, console));
        if (!it.error) continue;
        if (editions.size() > 1) tell_failure(it, console);
        if (it.error->kind == ErrorKind::interrupted) break;
    }
    return all;
}

JsonObject list_json(std::vector<Settled> all)
{
    JsonArray list;
    for (auto& it : all) {
        it.json["edition"] = it.edition;
        if (it.error) it.json["error"] = error_json(*it.error);
        list.emplace_back(std::move(it.json));
    }
    return {{"editions", std::move(list)}};
}

/// Who overwrites what somebody else did has looked at it, and that is done one edition at a time.
std::unexpected<Error> nothing_overwrites_all(const std::vector<std::string>& editions)
{
    std::vector<std::string> ways;
    for (const auto& edition : editions) ways.push_back("'" + said_for(edition, "tagwarden settle --take-over") + "'");
    return fail(
        ErrorKind::usage,
        fmt::format("--take-over is for one edition at a time, and there are several: {}", join(editions, ", ")),
        "look at what would be overwritten with 'tagwarden status', then run " + join(ways, " or "));
}

Result<ExitCode> settle(const Arguments& arguments, World& world, Console& console)
{
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    const bool several = editions->size() > 1;
    if (several && arguments.has("--take-over")) return nothing_overwrites_all(*editions);
    auto all = settle_all(*editions, arguments, world, console);
    std::optional<Error> first;
    if (const auto failed = std::ranges::find_if(all, [](const Settled& it) { return it.error.has_value(); });
        failed != all.end())
        first = failed->edition.empty() ? failed->error : during("settling " + failed->edition, *failed->error).error();
    auto json = several ? list_json(std::move(all)) : std::move(all.front().json);
    if (first) {
        console.report_beside_error(std::move(json));
        return fail(*first);
    }
    console.result(std::move(json));
    return ExitCode::done;
}

}  // namespace

const Command settle_command{
    "settle", "move channels to where their rules want them now", {}, {{"--dry-run", ""}, {"--take-over", ""}}, settle};

}  // namespace tagwarden
