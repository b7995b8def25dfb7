// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_rollback.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/channel_lookup.h"
#include "core/plan_channels.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

std::string list_of(const std::vector<const KnownRelease*>& choices)
{
    std::vector<std::string> names;
    for (const auto* choice : choices) names.push_back(choice->version());
    return names.empty() ? "none" : join(names, ", ");
}

/// Those, and every release not yet withdrawn that has content in common with one of them, the highest first.
std::vector<const KnownRelease*> with_shared_content(const LedgerState& state, std::vector<const KnownRelease*> bad)
{
    const auto named = bad;
    for (const auto& [version, known] : state.releases) {
        const auto shares =
            std::ranges::any_of(named, [&](const auto* other) { return known.shares_content_with(*other); });
        if (shares && !known.withdrawn && std::ranges::find(bad, &known) == bad.end()) bad.push_back(&known);
    }
    std::ranges::sort(bad, [](const auto* a, const auto* b) { return outranks(*a, *b); });
    return bad;
}

Result<Proposal> withdraw(const PlanInputs& inputs, Plan plan, const std::vector<const KnownRelease*>& bad,
                          const std::string& reason)
{
    Proposal proposal{{}, std::move(plan)};
    for (const auto* known : with_shared_content(inputs.rules.state, bad)) {
        proposal.decisions.emplace_back(VersionWithdrawn{known->version(), reason});
        proposal.plan.withdraws.push_back(known->version());
    }
    const auto state = with_decisions(inputs.rules.state, proposal.decisions, inputs.rules.now);
    const RuleInputs after{inputs.rules.configuration, inputs.rules.targets, state, inputs.rules.now};
    if (auto planned = plan_channels({after, inputs.seen, inputs.take_over}, Direction::never_higher, proposal.plan);
        !planned)
        return fail(planned.error());
    return proposal;
}

/// What stands between a channel and the release it is to go back to.
Result<std::vector<const KnownRelease*>> in_the_way(const RuleInputs& rules, const FoundChannel& channel,
                                                    const KnownRelease& current, const std::optional<std::string>& to)
{
    if (!to) return std::vector{&current};
    const auto choices = choices_for(rules, channel);
    const auto goal = std::ranges::find(choices, *to, &KnownRelease::version);
    if (goal == choices.end() || !outranks(current, **goal)) {
        std::vector<const KnownRelease*> earlier;
        std::ranges::copy_if(choices, std::back_inserter(earlier),
                             [&](const auto* choice) { return outranks(current, *choice); });
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is on {} and cannot go back to {}", channel.name, current.version(),
                                printable(*to)),
                    "it can go back to: " + list_of(earlier));
    }
    std::vector<const KnownRelease*> bad;
    for (const auto* choice : choices)
        if (outranks(*choice, **goal) && !outranks(*choice, current)) bad.push_back(choice);
    return bad;
}

bool moves(const Plan& plan, const std::string& channel)
{
    return std::ranges::any_of(plan.channels, [&](const PlannedMove& move) { return move.channel == channel; });
}

}  // namespace

Result<Proposal> plan_rollback(const PlanInputs& inputs, const std::string& name, const std::optional<std::string>& to,
                               const std::string& reason)
{
    const auto& rules = inputs.rules;
    const auto channel = find_channel(rules, name);
    if (!channel) return fail(channel.error());
    const auto* current = rules.state.find(channel->version);
    if (current == nullptr)
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is on no release that the ledger knows", channel->name),
                    "see where it is with 'tagwarden status'");
    if (const auto hold = rules.state.holds.find(channel->name); hold != rules.state.holds.end())
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is held on {}: {}", channel->name, hold->second.version,
                                hold->second.decision.reason),
                    fmt::format("let it follow again first: tagwarden unhold {}", channel->name));
    const auto bad = in_the_way(rules, *channel, *current, to);
    if (!bad) return fail(bad.error());
    auto proposal =
        withdraw(inputs, {"rollback", current->release.edition, channel->name, {}, {}, {}, {}, {}, {}}, *bad, reason);
    if (!proposal) return proposal;
    if (!moves(proposal->plan, channel->name))
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is on {} and has no earlier complete release to go back to",
                                channel->name, current->version()),
                    "it could be on: " + list_of(choices_for(rules, *channel)) +
                        "; publish a repaired release, or flag this one with 'tagwarden withdraw'");
    return proposal;
}

Result<Proposal> plan_withdraw(const PlanInputs& inputs, const std::string& version, const std::string& reason)
{
    const auto known = find_version(inputs.rules.state, version);
    if (!known) return fail(known.error());
    if ((*known)->withdrawn)
        return fail(ErrorKind::refused,
                    fmt::format("{} is withdrawn already: {}", version, (*known)->withdrawn->reason));
    return withdraw(inputs, {"withdraw", (*known)->release.edition, version, {}, {}, {}, {}, {}, {}}, {*known}, reason);
}

}  // namespace tagwarden
