// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/recovery.h"

#include <algorithm>

#include "core/ledger/intended.h"
#include "core/ledger/operation_name.h"
#include "core/ledger/recorded_content.h"
#include "core/plan_channels.h"

namespace tagwarden {

namespace {

void add(std::vector<Recovery>& all, const OpenIntent& open)
{
    const auto same = [&](const Recovery& it) {
        return it.operation == open.intent.operation && it.subject == open.intent.subject;
    };
    auto found = std::ranges::find_if(all, same);
    if (found == all.end())
        found = all.insert(all.end(), {open.intent.operation, open.intent.subject, {}, "", {}, {}, {}});
    found->since = open.decision;
    found->intents.push_back(open.sequence);
    found->moves.insert(found->moves.end(), open.intent.moves->begin(), open.intent.moves->end());
    if (open.release) found->release = *open.release;
}

/// Nothing where this move did not happen, was undone, or is to stay.
std::optional<PlannedMove> way_back(const PlanInputs& inputs, const Recovery& left, const PlannedMove& move)
{
    const auto& state = inputs.rules.state;
    const TagAt at{move.location, move.move.tag};
    const auto seen = inputs.seen.find(at);
    const auto record = state.tags.find(at);
    if (move.role != Role::channel || seen == inputs.seen.end() || !record) return std::nullopt;
    if (!seen->second || seen->second->digest != move.move.to.digest || record->digest == seen->second->digest ||
        !intended(state, at, seen->second->digest))
        return std::nullopt;
    const auto before = recorded_content(state, *record);
    if (!before) return std::nullopt;
    auto back = move;
    back.move = {at.tag, seen->second->digest, *before};
    back.from_version = move.version;
    back.version = record->version;
    back.why = "where it was before " + left.operation + " " + left.subject;
    return back;
}

}  // namespace

std::vector<Recovery> recoveries(const LedgerState& state)
{
    std::vector<Recovery> all;
    for (const auto& open : state.open_intents)
        if (!open.superseded) add(all, open);
    for (const auto& row : state.releases.rows()) {
        if (!row.facts().incomplete) continue;  // most are complete, and are not read for this
        const auto& known = *row;
        const auto& version = known.version();
        const auto under_way = [&](const Recovery& it) { return it.operation == "publish" && it.subject == version; };
        if (!known.incomplete || known.withdrawn || std::ranges::any_of(all, under_way)) continue;
        Recovery left{"publish", version, *known.incomplete, known.incomplete->reason, {}, {}, known.release};
        left.since.reason.clear();
        all.push_back(std::move(left));
    }
    return all;
}

Result<Proposal> plan_rest(const PlanInputs& inputs, const Recovery& left)
{
    Proposal proposal;
    proposal.plan.operation = left.operation;
    proposal.plan.subject = left.subject;
    const auto direction = goes_down(left.operation) ? Direction::never_higher : Direction::by_rule;
    const auto only = is_of_one_channel(left.operation) ? std::optional(left.subject) : std::nullopt;
    if (auto planned = plan_channels(inputs, direction, proposal.plan, only); !planned) return fail(planned.error());
    return proposal;
}

std::vector<TagAt> names_to_take_back(const Recovery& left)
{
    std::vector<TagAt> names;
    for (const auto& move : left.moves)
        if (move.role == Role::channel) names.push_back({move.location, move.move.tag});
    return names;
}

Proposal plan_take_back(const PlanInputs& inputs, const Recovery& left)
{
    Proposal proposal;
    proposal.plan.operation = "recover";
    proposal.plan.subject = left.subject;
    auto& channels = proposal.plan.channels;
    for (const auto& move : left.moves) {
        const auto back = way_back(inputs, left, move);
        if (back && std::ranges::find(channels, *back) == channels.end()) channels.push_back(*back);
    }
    return proposal;
}

}  // namespace tagwarden
