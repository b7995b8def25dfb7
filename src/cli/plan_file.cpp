// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/plan_file.h"

#include <fmt/format.h>

#include <array>

#include "base/text.h"
#include "core/edition.h"
#include "render/plan_difference.h"
#include "render/plan_json.h"

namespace tagwarden {

namespace {

constexpr int plan_file_schema = 2;

/// What is done by then is no part of a plan that is made again, so the same command would be refused.
std::string to_go_on_without_plan(const std::string& edition)
{
    return fmt::format(
        "finish it with '{}', or publish again without --plan: the saved plan no longer fits once part of it is done",
        said_for(edition, "tagwarden recover"));
}

/// Of these every value is kept; the others that `publish` takes are flags.
constexpr std::array lists{"--source", "--only"};
constexpr std::array flags{"--allow-fewer-platforms", "--take-over"};

Result<void> refuse_other_plan(const JsonObject& approved, const Proposal& proposal)
{
    const auto difference = plan_difference(approved, plan_json(proposal.plan));
    if (difference.empty()) return {};
    return fail(ErrorKind::refused, "planning now gives another plan than the file has:\n  " + join(difference, "\n  "),
                "look at what changed, and plan again: tagwarden plan --out FILE");
}

}  // namespace

std::string write_plan_file(const Arguments& arguments, const Plan& plan, BuildKind kind)
{
    JsonObject request{{"--version", plan.subject}, {"--kind", name_of(kind)}};
    if (!plan.edition.empty()) request["--edition"] = plan.edition;
    if (const auto source = arguments.value("SOURCE")) request["SOURCE"] = *source;
    for (const auto* list : lists) {
        const auto values = arguments.values(list);
        if (!values.empty()) request[list] = JsonArray(values.begin(), values.end());
    }
    for (const auto* flag : flags)
        if (arguments.has(flag)) request[flag] = true;
    return canonical(JsonObject{{"schema", plan_file_schema},
                                {"type", "tagwarden plan"},
                                {"request", std::move(request)},
                                {"plan", plan_json(plan)}}) +
           "\n";
}

Result<PlanFile> read_plan_file(std::string_view text, const std::string& path)
{
    const auto what = "the plan file " + printable(path);
    auto json = parse_json(text, what);
    if (!json) return fail(json.error());
    JsonReader reader(*json, what);
    const auto* request = reader.member("request");
    const auto* plan = reader.member("plan");
    if (reader.error() || reader.text_or("type", "") != "tagwarden plan" || request == nullptr || plan == nullptr ||
        !plan->is_object())
        return fail(ErrorKind::malformed, what + " is not what 'tagwarden plan --out' writes",
                    "make one with: tagwarden plan --out FILE");
    if (const auto schema = reader.number("schema"); schema != plan_file_schema)
        return fail(ErrorKind::malformed,
                    fmt::format("{} has schema {}, this Tagwarden reads schema {}", what, schema, plan_file_schema),
                    "plan again with this Tagwarden");
    JsonReader asked(*request, what + ", its request");
    PlanFile file;
    for (const auto* option : {"--version", "--kind", "--edition", "SOURCE"})
        if (const auto value = asked.maybe_text(option)) file.request.add(option, *value);
    for (const auto* list : lists)
        for (const auto& value : asked.texts_or_empty(list)) file.request.add(list, value);
    for (const auto* flag : flags)
        if (asked.flag_or(flag, false)) file.request.add(flag, "");
    if (asked.error()) return fail(*asked.error());
    file.plan = plan->get_object();
    return file;
}

Operation held_to(Operation operation, JsonObject plan, const std::string& edition)
{
    operation.may_plan_again = false;
    operation.to_go_on = to_go_on_without_plan(edition);
    operation.propose = [propose = std::move(operation.propose),
                         plan = std::move(plan)](const PlanInputs& inputs) -> Result<Proposal> {
        auto proposal = propose(inputs);
        if (!proposal) return proposal;
        if (const auto same = refuse_other_plan(plan, *proposal); !same) return fail(same.error());
        return proposal;
    };
    return operation;
}

}  // namespace tagwarden
