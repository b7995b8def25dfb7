// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_repair.h"

#include <fmt/format.h>

#include <algorithm>

#include "core/ledger/recorded_content.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

const Target* target_of(const RuleInputs& inputs, const Location& location, std::string_view image)
{
    const auto found = std::ranges::find_if(
        inputs.targets, [&](const Target& target) { return target.location == location && target.image == image; });
    return found == inputs.targets.end() ? nullptr : &*found;
}

/// Adds what is to be done at one place.
Result<void> put_back(const PlanInputs& inputs, const TagAt& at, Plan& plan)
{
    const auto record = inputs.rules.state.tags.find(at).value();
    const auto& target = *target_of(inputs.rules, at.location, record.part.image);
    const auto seen = inputs.seen.find(at);
    if (seen == inputs.seen.end()) {
        plan.warnings.push_back("it will lag: " + inputs.not_asked(target));
        return {};
    }
    if (seen->second && seen->second->digest == record.digest) return {};
    const auto content = recorded_content(inputs.rules.state, record);
    if (!content)
        return fail(ErrorKind::refused,
                    fmt::format("'{}' was recorded on {}, which is no content of {} in the ledger any more", at.str(),
                                record.digest.str(), record.version),
                    "look at it with 'tagwarden history'");
    plan.content.push_back({target.destination, at.location, record.part, *content, record.version, target.optional});
    PlannedMove move{Role::anchor,
                     target.destination,
                     at.location,
                     record.part,
                     "",
                     {at.tag, std::nullopt, *content},
                     "",
                     record.version,
                     fmt::format("recorded {} by {}", format_time(record.decision.time), record.decision.actor)};
    if (seen->second) {
        move.move.from = seen->second->digest;
        move.from_version = inputs.rules.state.version_at(at, seen->second->digest);
    }
    plan.anchors.push_back(std::move(move));
    return {};
}

}  // namespace

Result<std::vector<TagAt>> recorded_anchors(const RuleInputs& inputs, const std::string& version)
{
    const auto known = find_version(inputs.state, version);
    if (!known) return fail(known.error());
    std::vector<TagAt> anchors;
    for (const auto& row : inputs.state.tags)
        if (row.role() == Role::anchor && row.version() == (*known)->version() &&
            target_of(inputs, row.location(), row.image()) != nullptr)
            anchors.push_back(row.at());
    return anchors;
}

Result<Proposal> plan_repair(const PlanInputs& inputs, const std::string& version)
{
    const auto anchors = recorded_anchors(inputs.rules, version);
    if (!anchors) return fail(anchors.error());
    const auto known = find_version(inputs.rules.state, version);
    Proposal proposal;
    proposal.plan.operation = "repair";
    proposal.plan.edition = (*known)->release.edition;
    proposal.plan.subject = (*known)->version();
    for (const auto& at : *anchors)
        if (auto planned = put_back(inputs, at, proposal.plan); !planned) return fail(planned.error());
    return proposal;
}

}  // namespace tagwarden
