// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/edition_request.h"
#include "cli/world.h"
#include "core/reference.h"
#include "flows/verify.h"

namespace tagwarden {

namespace {

JsonObject to_json(const Verification& it)
{
    JsonArray findings;
    for (const auto& finding : it.findings)
        findings.emplace_back(
            JsonObject{{"code", finding.code}, {"subject", finding.subject}, {"message", finding.message}});
    JsonArray accepted(it.accepted.begin(), it.accepted.end());
    return {{"accepted", std::move(accepted)},
            {"reference", it.reference},
            {"digest", it.digest ? Json(it.digest->str()) : Json(nullptr)},
            {"version", it.version},
            {"findings", std::move(findings)}};
}

void show(const Verification& it, Console& console)
{
    for (const auto& note : it.accepted) console.result(fmt::format("{}: accepted: {}\n", it.reference, note));
    if (it.findings.empty() && it.accepted.empty())
        console.result(fmt::format("{}: the content says {}, as its name does\n", it.reference, it.version));
    for (const auto& finding : it.findings)
        console.result(fmt::format("{}: {}: {}\n", it.reference, finding.code, finding.message));
}

std::optional<bool> configured_plain_http(const std::vector<Product>& editions, const Location& location)
{
    for (const auto& product : editions)
        if (const auto said = plain_http_at(product.targets, location)) return said;
    return std::nullopt;
}

Result<Verification> verify_one(const std::string& text, const std::vector<Product>& editions, LedgerReader* ledger,
                                const Arguments& arguments, World& world)
{
    const auto reference = Reference::parse(text);
    if (!reference) return fail(reference.error());  // which quotes it, unless there is a login in it
    const auto said = arguments.flag("--plain-http");
    const Access access{said ? said : configured_plain_http(editions, reference->location)};
    const auto repository = world.source(reference->location, World::Said::on_the_command_line, access);
    if (!repository) return during("verifying " + text, repository.error());
    auto verification = verify(editions, *reference, **repository, ledger, world.layer_files());
    if (!verification) return during("verifying " + text, verification.error());
    return verification;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    if (const auto configuration = world.configuration_or_default(); !configuration) return fail(configuration.error());
    const auto editions = all_products(world);
    if (!editions) return fail(editions.error());
    // Without a product there is no ledger to compare with, and the content is checked alone.
    const auto ledger = editions->front().targets.empty() ? Result<LedgerReader*>(nullptr) : world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    bool found = false;
    JsonArray all;
    for (const auto& text : arguments.values("REFERENCE")) {
        const auto verification = verify_one(text, *editions, *ledger, arguments, world);
        if (!verification) return fail(verification.error());
        show(*verification, console);
        all.emplace_back(to_json(*verification));
        found |= !verification->findings.empty();
    }
    console.result(JsonObject{{"verifications", std::move(all)}});
    return found ? ExitCode::findings : ExitCode::done;
}

}  // namespace

const Command verify_command{
    "verify", "check that a name says what its content is", {{"REFERENCE", true, true}}, {{"--plain-http", ""}}, run};

}  // namespace tagwarden
