// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_json.h"

#include "core/ledger/entry_json.h"

namespace tagwarden {

namespace {

JsonArray texts(const std::vector<std::string>& all)
{
    JsonArray array;
    for (const auto& text : all) array.emplace_back(text);
    return array;
}

JsonArray moves(const std::vector<PlannedMove>& all)
{
    JsonArray array;
    for (const auto& move : all) array.emplace_back(move_to_json(move));
    return array;
}

}  // namespace

JsonObject plan_json(const Plan& plan)
{
    JsonArray content;
    for (const auto& it : plan.content)
        content.emplace_back(JsonObject{{"destination", it.destination},
                                        {"location", it.location.str()},
                                        {"image", it.part.image},
                                        {"variant", it.part.variant},
                                        {"digest", it.root.digest.str()},
                                        {"version", it.version},
                                        {"optional", it.optional}});
    JsonArray decisions;
    for (const auto& it : plan.decisions)
        decisions.emplace_back(
            JsonObject{{"decision", it.decision}, {"subject", it.subject}, {"on", it.on}, {"reason", it.reason}});
    JsonArray stays;
    for (const auto& it : plan.stays)
        stays.emplace_back(JsonObject{{"channel", it.channel},
                                      {"tag", it.tag},
                                      {"destination", it.destination},
                                      {"on", it.on},
                                      {"why", it.why},
                                      {"stranded", it.stranded}});
    return {{"operation", plan.operation},       {"edition", plan.edition},       {"subject", plan.subject},
            {"decisions", std::move(decisions)}, {"content", std::move(content)}, {"anchors", moves(plan.anchors)},
            {"channels", moves(plan.channels)},  {"stays", std::move(stays)},     {"warnings", texts(plan.warnings)}};
}

}  // namespace tagwarden
