// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/channel_lookup.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "core/naming.h"

namespace tagwarden {

namespace {

/// What the ledger last put a channel on: the highest, should places differ after an interrupted run.
std::string current_version(const LedgerState& state, const std::string& channel)
{
    const KnownRelease* current = nullptr;
    for (const auto& [at, record] : state.tags) {
        if (record.role != Role::channel || record.channel != channel) continue;
        const auto* known = state.find(record.version);
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
    return FoundChannel{found->channel, found->rule, current_version(inputs.state, found->channel)};
}

std::vector<const KnownRelease*> choices_for(const RuleInputs& inputs, const FoundChannel& channel)
{
    std::vector<const KnownRelease*> choices;
    for (const auto& [version, known] : inputs.state.releases) {
        const auto name = channel_name(*channel.rule, variables_of(known.release));
        if (name && *name == channel.name && !ineligible(inputs, *channel.rule, known, nullptr))
            choices.push_back(&known);
    }
    std::ranges::sort(choices, [](const auto* a, const auto* b) { return outranks(*a, *b); });
    return choices;
}

const KnownRelease* rollback_choice(const RuleInputs& inputs, const FoundChannel& channel)
{
    const auto* current = inputs.state.find(channel.version);
    if (current == nullptr) return nullptr;
    for (const auto* choice : choices_for(inputs, channel))
        if (outranks(*current, *choice) && !choice->shares_content_with(*current)) return choice;
    return nullptr;
}

}  // namespace tagwarden
