// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_rollback.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/channel_lookup.h"
#include "core/edition.h"
#include "core/ledger/operation_name.h"
#include "core/plan_channels.h"
#include "core/same_content.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

std::string list_of(const std::vector<const KnownRelease*>& choices)
{
    std::vector<std::string> names;
    for (const auto* choice : choices) names.push_back(choice->version());
    return names.empty() ? "none" : join(names, ", ");
}

/// Of these, and of every release with the same content as one of them, those not yet withdrawn; the highest first.
std::vector<const KnownRelease*> to_withdraw(const RuleInputs& rules, const std::vector<const KnownRelease*>& bad)
{
    std::vector<const KnownRelease*> all;
    for (const auto& [version, known] : rules.state.releases) {
        const auto& candidate = known;
        const auto same = [&](const KnownRelease* it) {
            return it == &candidate || same_content(rules.configuration, it->release, candidate.release);
        };
        if (!candidate.withdrawn && std::ranges::any_of(bad, same)) all.push_back(&candidate);
    }
    std::ranges::sort(all, [](const auto* a, const auto* b) { return outranks(*a, *b); });
    return all;
}

Result<Proposal> withdraw(const PlanInputs& inputs, Plan plan, const std::vector<const KnownRelease*>& bad,
                          const std::string& reason)
{
    Proposal proposal{{}, std::move(plan)};
    for (const auto* known : to_withdraw(inputs.rules, bad))
        proposal.decisions.emplace_back(VersionWithdrawn{known->version(), reason});
    proposal.plan.decisions = planned_decisions(proposal.decisions);
    const auto state = with_decisions(inputs.rules.state, proposal.decisions, inputs.rules.now);
    if (auto planned = plan_channels(inputs.in(state), Direction::never_higher, proposal.plan); !planned)
        return fail(planned.error());
    return proposal;
}

/// What a channel could be on that is lower than the release it is on.
std::vector<const KnownRelease*> earlier_choices(const RuleInputs& rules, const FoundChannel& channel,
                                                 const KnownRelease& current)
{
    auto choices = choices_for(rules, channel);
    std::erase_if(choices, [&](const auto* choice) { return !outranks(current, *choice); });
    return choices;
}

/// Withdrawing what stands in the way would withdraw the goal with it where they share their content.
Result<void> check_survives(const RuleInputs& rules, const KnownRelease& goal, const KnownRelease& current,
                            const std::vector<const KnownRelease*>& bad)
{
    const auto twin = std::ranges::find_if(
        bad, [&](const auto* known) { return same_content(rules.configuration, known->release, goal.release); });
    if (twin == bad.end()) return {};
    if (*twin == &current)
        return fail(ErrorKind::refused,
                    fmt::format("{} has the same content as {}: going back to it would change nothing", goal.version(),
                                current.version()),
                    "go back further");
    return fail(ErrorKind::refused,
                fmt::format("{} has the same content as {}, which going back to it would withdraw", goal.version(),
                            (*twin)->version()),
                fmt::format("go back to {}, or further", (*twin)->version()));
}

/// The release that the channel is to go back to: one of those that it can; nothing where nobody says which.
Result<const KnownRelease*> find_goal(const RuleInputs& rules, const FoundChannel& channel, const KnownRelease& current,
                                      const std::optional<std::string>& to)
{
    if (!to) return nullptr;
    const auto earlier = earlier_choices(rules, channel, current);
    const auto known = find_version(rules.state, *to);
    if (known && std::ranges::find(earlier, *known) != earlier.end()) return known;
    return fail(ErrorKind::refused,
                fmt::format("channel '{}' is on {} and cannot go back to {}", channel.name, current.version(),
                            known ? (*known)->version() : printable(*to)),
                "it can go back to: " + list_of(earlier));
}

/// What stands between a channel and the release it is to go back to: the one it is on, and every other of its line
/// that is above the goal and not above that, also one that only has to wait before it takes part.
Result<std::vector<const KnownRelease*>> in_the_way(const RuleInputs& rules, const FoundChannel& channel,
                                                    const KnownRelease& current, const KnownRelease* goal)
{
    std::vector bad{&current};
    if (goal == nullptr) return bad;
    for (const auto* known : members_of(rules, channel))
        if (outranks(*known, *goal) && outranks(current, *known)) bad.push_back(known);
    if (auto survives = check_survives(rules, *goal, current, bad); !survives) return fail(survives.error());
    return bad;
}

std::string to_flag(const RuleInputs& rules, const std::string& version)
{
    return fmt::format("flag {} as bad with '{}'", version, said_for(rules.edition, "tagwarden withdraw " + version));
}

/// What to do about a channel that cannot go back.
std::string way_out(const RuleInputs& rules, const FoundChannel& channel, const KnownRelease& current)
{
    const std::string repaired = channel.rule->follow.rule == Follow::Rule::manual
                                     ? fmt::format("put it on another release with '{}'",
                                                   said_for(rules.edition, "tagwarden promote VERSION " + channel.name))
                                     : "publish a repaired release";
    if (current.withdrawn) return fmt::format("{} is withdrawn already; {}", current.version(), repaired);
    return fmt::format("{}, or {}", repaired, to_flag(rules, current.version()));
}

/// Refused when the plan does not take the channel back, or not to the goal where there is one.
Result<void> check_reached(const RuleInputs& rules, const Plan& plan, const FoundChannel& channel,
                           const KnownRelease& current, const KnownRelease* goal)
{
    const PlannedMove* move = nullptr;
    for (const auto& it : plan.channels)
        if (it.channel == channel.name && (move == nullptr || (goal != nullptr && it.version == goal->version())))
            move = &it;
    if (move == nullptr)
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is on {} and has no earlier complete release to go back to", channel.name,
                                current.version()),
                    way_out(rules, channel, current));
    if (goal == nullptr || move->version == goal->version()) return {};
    return fail(
        ErrorKind::refused,
        fmt::format("channel '{}' would go back to {}, not to {}", channel.name, move->version, goal->version()),
        fmt::format("no destination that has the channel takes {}; go back to {}", goal->version(), move->version));
}

/// The move was made, and the ledger does not know it yet.
bool made_unrecorded(const PlanInputs& inputs, const PlannedMove& move)
{
    const TagAt at{move.location, move.move.tag};
    const auto seen = inputs.seen.find(at);
    const auto record = inputs.rules.state.tags.find(at);
    const auto& goal = move.move.to.digest;
    return seen != inputs.seen.end() && seen->second && seen->second->digest == goal &&
           (!record || record->digest != goal);
}

/// Refused while a run that brings the channel something new has moved some of its tags and not come to its end: the
/// ledger has the channel on the release before, which is not the one that somebody wants to be rid of.
Result<void> check_nothing_is_coming(const PlanInputs& inputs, const FoundChannel& channel)
{
    for (const auto& open : inputs.rules.state.open_intents) {
        if (open.superseded || goes_down(open.intent.operation)) continue;
        for (const auto& move : *open.intent.moves) {
            if (move.channel != channel.name || !made_unrecorded(inputs, move)) continue;
            return fail(
                ErrorKind::refused,
                fmt::format("{} of {} has not come to its end, and '{}:{}' is on {} already", open.intent.operation,
                            open.intent.subject, move.location.str(), move.move.tag.str(), move.version),
                "bring it to its end with 'tagwarden recover' first, or " + to_flag(inputs.rules, move.version));
        }
    }
    return {};
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
                    fmt::format("channel '{}' is held {}: {}", channel->name, hold->second.where(),
                                hold->second.decision.reason),
                    fmt::format("put it elsewhere with '{}', or flag the bad one with '{}'",
                                said_for(rules.edition, fmt::format("tagwarden hold {} --at VERSION", channel->name)),
                                said_for(rules.edition, "tagwarden withdraw VERSION")));
    if (auto quiet = check_nothing_is_coming(inputs, *channel); !quiet) return fail(quiet.error());
    const auto goal = find_goal(rules, *channel, *current, to);
    if (!goal) return fail(goal.error());
    const auto bad = in_the_way(rules, *channel, *current, *goal);
    if (!bad) return fail(bad.error());
    auto proposal =
        withdraw(inputs, {"rollback", current->release.edition, channel->name, {}, {}, {}, {}, {}, {}}, *bad, reason);
    if (!proposal) return proposal;
    if (auto reached = check_reached(rules, proposal->plan, *channel, *current, *goal); !reached)
        return fail(reached.error());
    for (const auto* choice : earlier_choices(rules, *channel, *current))
        proposal->choices.push_back(choice->version());
    return proposal;
}

Result<Proposal> plan_withdraw(const PlanInputs& inputs, const std::string& version, const std::string& reason)
{
    const auto found = find_version(inputs.rules.state, version);
    if (!found) return fail(found.error());
    const auto& known = **found;
    auto proposal = withdraw(inputs, {"withdraw", known.release.edition, known.version(), {}, {}, {}, {}, {}, {}},
                             {&known}, reason);
    if (!proposal || !proposal->does_nothing()) return proposal;
    return fail(ErrorKind::refused,
                fmt::format("{} is withdrawn already: {}", known.version(), known.withdrawn->reason),
                "see where the channels are with 'tagwarden status'");
}

}  // namespace tagwarden
