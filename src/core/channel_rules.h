// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/configuration.h"
#include "core/ledger/state.h"
#include "core/target.h"

namespace tagwarden {

/// What places lack of releases that are not complete there: by version and place, the platforms ("arm64").
using MissingContent = std::map<std::pair<std::string, Location>, std::vector<std::string>>;

/// Everything a rule looks at. The rules of channels are functions of it and of nothing else:
/// not of the order in which jobs finished, nor of who asks.
struct RuleInputs {
    const Configuration& configuration;
    const std::vector<Target>& targets;
    const LedgerState& state;
    Time now{};
    const MissingContent* missing = nullptr;  ///< where somebody looked: it makes the reasons say more, and no rule
};

/// One floating tag in one place, and where its rule wants it.
struct WantedChannel {
    std::string channel;  ///< the channel's name: "latest", "1.8"
    const ChannelConfiguration* rule = nullptr;
    const Target* target = nullptr;
    Part part;
    TagName tag;
    const KnownRelease* release = nullptr;  ///< nothing: it stays where it is
    bool held = false;                      ///< a hold decides, not the rule
    std::string why;                        ///< in words

    bool stranded() const { return release == nullptr && !held; }

    TagAt at() const { return {target->location, tag}; }
    const Descriptor& content() const { return release->release.parts.at(part); }
};

/// Where the rules want every channel that any known release gives rise to, in a stable order.
/// A usage error that names both when two of them would be one tag.
Result<std::vector<WantedChannel>> wanted_channels(const RuleInputs& inputs);

/// Why this release does not take part in a channel now ("0.6.3 is withdrawn: …"); nothing when it does.
/// `at` narrows the question to one place; without it, to all places that must be complete.
std::optional<std::string> ineligible(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                      const KnownRelease& known, const Target* at);

/// What the highest release that is to have this channel there, and does not have it yet, waits for: "1.8.1: soak time
/// ends 2026-11-24 10:00 UTC". Nothing when none is on its way.
std::optional<std::string> next_waits(const RuleInputs& inputs, const WantedChannel& wanted);

/// True when `a` goes before `b` in a channel: the higher version, then the higher ordinal, then the text.
bool outranks(const KnownRelease& a, const KnownRelease& b);

}  // namespace tagwarden
