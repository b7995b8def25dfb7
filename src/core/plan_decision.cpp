// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/plan_decision.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.h"
#include "core/channel_lookup.h"
#include "core/edition.h"
#include "core/naming.h"
#include "core/plan_channels.h"
#include "core/same_content.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

/// What every decision leads to: the channels as the rules want them once it is made. A decision about one channel
/// moves `only` that one: what others would do by now is not its doing, nor its reason theirs.
Result<Proposal> follow(const PlanInputs& inputs, std::string operation, std::string subject,
                        std::vector<EntryBody> decisions, const std::optional<std::string>& only = {})
{
    Proposal proposal{std::move(decisions), {std::move(operation), "", std::move(subject), {}, {}, {}, {}, {}, {}}};
    proposal.plan.decisions = planned_decisions(proposal.decisions);
    const auto state = with_decisions(inputs.rules.state, proposal.decisions, inputs.rules.now);
    if (auto planned = plan_channels(inputs.in(state), Direction::by_rule, proposal.plan, only); !planned)
        return fail(planned.error());
    return proposal;
}

/// True when the ledger has this decision, with this reason: another reason is another decision.
bool is_so(const LedgerState& state, const ChannelHeld& held)
{
    const auto hold = state.holds.find(held.channel);
    return hold != state.holds.end() && hold->second.version == held.version &&
           hold->second.decision.reason == held.reason;
}

bool is_so(const LedgerState& state, const ChannelPromoted& promoted)
{
    const auto all = state.promotions.find(promoted.channel);
    return all != state.promotions.end() && all->second.back().version == promoted.version &&
           all->second.back().decision.reason == promoted.reason;
}

/// What is so already is not recorded again.
std::vector<EntryBody> new_only(EntryBody decision, bool so_already)
{
    if (so_already) return {};
    return {std::move(decision)};
}

}  // namespace

Result<Proposal> plan_reinstate(const PlanInputs& inputs, const std::string& version, const std::string& reason)
{
    const auto known = find_version(inputs.rules.state, version);
    if (!known) return fail(known.error());
    if (!(*known)->withdrawn)
        return fail(ErrorKind::refused, fmt::format("{} is not withdrawn", (*known)->version()),
                    "see what is with 'tagwarden status'");
    // What was withdrawn as one, because it is one content, comes back as one.
    std::vector<EntryBody> decisions;
    for (const auto& [name, other] : inputs.rules.state.releases)
        if (other.withdrawn &&
            (&other == *known || same_content(inputs.rules.configuration, other.release, (*known)->release)))
            decisions.emplace_back(VersionReinstated{name, reason});
    return follow(inputs, "reinstate", (*known)->version(), std::move(decisions));
}

Result<Proposal> plan_hold(const PlanInputs& inputs, const std::string& name, const std::optional<std::string>& at,
                           const std::string& reason)
{
    const auto channel = find_channel(inputs.rules, name);
    if (!channel) return fail(channel.error());
    const auto version = at.value_or(channel->version);
    if (version.empty())
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' is on no release that the ledger knows", channel->name),
                    "say where to hold it: " +
                        said_for(inputs.rules.edition, fmt::format("tagwarden hold {} --at VERSION", channel->name)));
    const auto known = find_version(inputs.rules.state, version);
    if (!known) return fail(known.error());
    const auto choices = choices_for(inputs.rules, *channel);
    if (at && std::ranges::find(choices, *known) == choices.end()) {
        const auto why = ineligible(inputs.rules, *channel->rule, channel->name, **known, nullptr);
        const std::string other = channel->rule->follow.rule == Follow::Rule::manual
                                      ? "nobody put it there; that is done with 'tagwarden promote'"
                                      : "it belongs to another line";
        return fail(ErrorKind::refused, fmt::format("channel '{}' cannot be held on {}: {}", channel->name,
                                                    (*known)->version(), why.value_or(other)));
    }
    const ChannelHeld held{channel->name, (*known)->version(), reason};
    return follow(inputs, "hold", channel->name, new_only(held, is_so(inputs.rules.state, held)), channel->name);
}

Result<Proposal> plan_unhold(const PlanInputs& inputs, const std::string& name, const std::string& reason)
{
    const auto channel = find_channel(inputs.rules, name);
    if (!channel) return fail(channel.error());
    if (!inputs.rules.state.holds.contains(channel->name))
        return fail(ErrorKind::refused, fmt::format("channel '{}' is not held", channel->name),
                    "see what is with 'tagwarden status'");
    return follow(inputs, "unhold", channel->name, {ChannelReleased{channel->name, reason}}, channel->name);
}

namespace {

/// A channel of one release: its rule and its name.
struct NamedChannel {
    const ChannelConfiguration* rule = nullptr;
    std::string name;
};

/// What people may call a channel of this release: by its own name, or by a tag that it has for an image or a variant.
std::set<std::string> names_of(const Configuration& configuration, const NamedChannel& channel, const Release& release)
{
    std::set<std::string> names{channel.name};
    for (const auto& image : configuration.images) {
        if (!image.channels) continue;
        for (const auto& variant : image.variants)
            if (const auto tag = channel_tag(*channel.rule, variant, variables_of(release, image, variant)))
                names.insert(tag->str());
    }
    return names;
}

/// The channel that this release could be put on. A channel's own name wins over a tag that happens to be the same.
Result<NamedChannel> find_manual(const RuleInputs& rules, const KnownRelease& known, const std::string& called)
{
    std::vector<std::string> manual;
    NamedChannel found;
    for (const auto& rule : rules.configuration.channels) {
        const auto name = channel_name(rule, variables_of(known.release));
        if (!name) continue;
        const auto names = names_of(rules.configuration, {&rule, *name}, known.release);
        if (*name == called || (found.rule == nullptr && names.contains(called))) found = {&rule, *name};
        if (rule.follow.rule == Follow::Rule::manual) manual.insert(manual.end(), names.begin(), names.end());
    }
    const auto can_be = manual.empty() ? "no channel of this product is 'follow: manual'"
                                       : fmt::format("{} can be put on: {}", known.version(), join(manual, ", "));
    if (found.rule == nullptr)
        return fail(
            ErrorKind::not_found,
            fmt::format("{} has no channel '{}'{}", known.version(), printable(called), did_you_mean(called, manual)),
            can_be);
    if (found.rule->follow.rule != Follow::Rule::manual)
        return fail(
            ErrorKind::refused,
            fmt::format("channel '{}' follows {} builds; it is put nowhere by hand", found.name,
                        found.rule->follow.str()),
            fmt::format("keep it on a release with '{}'; {}",
                        said_for(rules.edition, fmt::format("tagwarden hold {} --at VERSION", called)), can_be));
    return found;
}

}  // namespace

Result<Proposal> plan_promote(const PlanInputs& inputs, const std::string& version, const std::string& called,
                              const std::string& reason)
{
    const auto found = find_version(inputs.rules.state, version);
    if (!found) return fail(found.error());
    const auto& known = **found;
    const auto named = find_manual(inputs.rules, known, called);
    if (!named) return fail(named.error());
    const auto& channel = named->name;
    if (const auto hold = inputs.rules.state.holds.find(channel); hold != inputs.rules.state.holds.end())
        return fail(
            ErrorKind::refused,
            fmt::format("channel '{}' is held {}: {}", channel, hold->second.where(), hold->second.decision.reason),
            "let it go first: " + said_for(inputs.rules.edition, "tagwarden unhold " + called));
    if (const auto why = ineligible(inputs.rules, *named->rule, channel, known, nullptr))
        return fail(ErrorKind::refused,
                    fmt::format("channel '{}' cannot be put on {}: {}", channel, known.version(), *why));
    const ChannelPromoted promoted{channel, known.version(), reason};
    return follow(inputs, "promote", channel, new_only(promoted, is_so(inputs.rules.state, promoted)), channel);
}

Result<std::vector<TagAt>> names_for_promote(const RuleInputs& inputs, const std::string& version,
                                             const std::string& called)
{
    const auto known = find_version(inputs.state, version);
    if (!known) return fail(known.error());
    const auto channel = find_manual(inputs, **known, called);
    if (!channel) return fail(channel.error());
    const auto state =
        with_decisions(inputs.state, {ChannelPromoted{channel->name, (*known)->version(), ""}}, inputs.now);
    const auto all = wanted_channels(inputs.in(state));
    if (!all) return fail(all.error());
    std::vector<TagAt> names;
    for (const auto& wanted : *all) names.push_back(wanted.at());
    return names;
}

Result<Proposal> plan_settle(const PlanInputs& inputs)
{
    return follow(inputs, "settle", "", {});
}

}  // namespace tagwarden
