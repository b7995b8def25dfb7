// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_lookup.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/text.h"
#include "core/naming.h"
#include "core/same_content.h"

namespace tagwarden {

namespace {

/// What the ledger last put a channel on at the places that count: the highest, should they differ after an
/// interrupted run. A place that may lag does not say where the channel is.
std::string current_version(const RuleInputs& inputs, const std::string& channel)
{
    const KnownRelease* current = nullptr;
    for (const auto& row : inputs.state.tags) {
        const auto counts = [&](const Target& target) { return target.location == row.location() && !target.optional; };
        if (row.role() != Role::channel || row.channel() != channel || std::ranges::none_of(inputs.targets, counts))
            continue;
        const auto* known = inputs.state.find(std::string(row.version()));
        if (known != nullptr && (current == nullptr || outranks(*known, *current))) current = known;
    }
    return current == nullptr ? "" : current->version();
}

}  // namespace

Result<FoundChannel> find_channel(const RuleInputs& inputs, const std::string& name)
{
    const auto all = wanted_channels(inputs);
    if (!all) return fail(all.error());
    std::vector<std::string> names;
    const WantedChannel* found = nullptr;
    for (const auto& wanted : *all) {
        names.push_back(wanted.channel);
        names.push_back(wanted.tag.str());
        // A channel's own name wins over a variant's tag that happens to be the same.
        if (wanted.channel == name || (found == nullptr && wanted.tag.str() == name)) found = &wanted;
    }
    if (found == nullptr) {
        std::ranges::sort(names);
        names.erase(std::ranges::unique(names).begin(), names.end());
        return fail(ErrorKind::not_found,
                    fmt::format("there is no channel '{}'{}", printable(name), did_you_mean(name, names)),
                    names.empty() ? "publish a release first" : "the channels are " + join(names, ", "));
    }
    return FoundChannel{found->channel, found->rule, current_version(inputs, found->channel)};
}

std::vector<const KnownRelease*> members_of(const RuleInputs& inputs, const FoundChannel& channel)
{
    std::vector<const KnownRelease*> members;
    if (const auto* line = line_of(inputs, *channel.rule, channel.name))
        for (const auto& member : line->members) members.push_back(&*member);
    return members;
}

std::vector<const KnownRelease*> choices_for(const RuleInputs& inputs, const FoundChannel& channel)
{
    auto choices = members_of(inputs, channel);
    std::erase_if(choices, [&](const auto* known) {
        if (known->version() == channel.version) return excluded(inputs, *channel.rule, *known, nullptr).has_value();
        return ineligible(inputs, *channel.rule, channel.name, *known, nullptr).has_value();
    });
    return choices;
}

namespace {

/// Of the members of a line those among which all are that `current` outranks.
std::span<const ReleaseRow> below(const ChannelLine& line, const ChannelConfiguration& rule,
                                  const KnownRelease& current)
{
    const std::span<const ReleaseRow> all = line.members;
    if (rule.follow.rule == Follow::Rule::manual) return all;
    const auto first = std::ranges::partition_point(all, [&](const auto& it) { return !outranks(current, *it); });
    return all.subspan(static_cast<std::size_t>(first - all.begin()));
}

}  // namespace

const KnownRelease* rollback_choice(const RuleInputs& inputs, const WantedChannel& channel, const std::string& version)
{
    const auto* current = inputs.state.find(version);
    if (current == nullptr || inputs.state.holds.contains(channel.channel)) return nullptr;
    const auto* line = line_of(inputs, *channel.rule, channel.channel);
    if (line == nullptr) return nullptr;
    for (const auto& known : below(*line, *channel.rule, *current))
        if (known->release.parts.contains(channel.part) && outranks(*current, *known) &&
            !same_content(inputs.configuration, known->release, current->release) &&
            !ineligible(inputs, *channel.rule, channel.channel, *known, channel.target))
            return &*known;
    return nullptr;
}

}  // namespace tagwarden
