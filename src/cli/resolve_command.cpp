// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/commands.h"
#include "cli/console.h"
#include "cli/edition_request.h"
#include "cli/read_world.h"
#include "flows/resolve.h"

namespace tagwarden {

namespace {

JsonObject to_json(const Resolved& resolved)
{
    JsonObject object{{"reference", resolved.reference},
                      {"version", resolved.version},
                      {"withdrawn", resolved.withdrawn.has_value()}};
    if (resolved.withdrawn) object["reason"] = resolved.withdrawn->reason;
    if (!resolved.warning.empty()) object["warning"] = resolved.warning;
    return object;
}

Result<ExitCode> run(const Arguments& arguments, World& world, Console& console)
{
    const auto name = *arguments.value("NAME");
    if (const auto product = product_for({name, name}, arguments, world); !product) return fail(product.error());
    const auto opened = read_world(world);
    if (!opened) return fail(opened.error());
    const ResolveQuestion question{name, arguments.value("--image").value_or(""),
                                   arguments.value("--variant").value_or(""),
                                   arguments.value("--destination").value_or("")};
    const auto resolved = resolve(opened->product, question, opened->ledger, opened->places);
    if (!resolved) return fail(resolved.error());
    if (resolved->withdrawn) console.warn(resolved->version + " is withdrawn: " + resolved->withdrawn->reason);
    if (!resolved->warning.empty()) console.warn(resolved->warning);
    console.result(resolved->reference + "\n");
    console.result(to_json(*resolved));
    return ExitCode::done;
}

}  // namespace

const Command resolve_command{"resolve",
                              "print the reference by digest of a channel, tag or version",
                              {{"NAME"}},
                              {{"--image", "NAME"}, {"--variant", "NAME"}, {"--destination", "NAME"}},
                              run};

}  // namespace tagwarden
