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
#include "core/rule_memory.h"
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
    mutable RuleMemory memory{};              ///< of this state, which does not change meanwhile
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

/// The lines that the known releases which a channel follows give rise to, in a stable order.
Result<const std::vector<ChannelLine>*> lines_of(const RuleInputs& inputs, const ChannelConfiguration& rule);

/// A withdrawn release with the same content as this one, or this one itself; nothing when there is none.
const KnownRelease* withdrawn_content(const RuleInputs& inputs, const KnownRelease& release);

/// Where the rules want every channel that any known release gives rise to, or that the ledger has put somewhere, in a
/// stable order.
/// A usage error that names both when two of them would be one tag.
Result<std::vector<WantedChannel>> wanted_channels(const RuleInputs& inputs);

/// Why this release takes no part in a channel, whatever comes ("0.6.3 is withdrawn: …"): it is of a kind that the
/// channel does not follow, or withdrawn, or `at`, where one is given, does not take it. Nothing when it may.
std::optional<std::string> excluded(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                    const KnownRelease& known, const Target* at);

/// Why no channel moves to this release now: it is excluded, or waits for its soak time, for a part, or for a place
/// that must be complete. Nothing when one may. A channel that is on a release which waits again stays there.
std::optional<std::string> ineligible(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                      const KnownRelease& known, const Target* at);

/// The same channel where its rule would have it, were there no release above `ceiling`; nothing when a hold decides
/// or no release is left.
std::optional<WantedChannel> wanted_not_above(const RuleInputs& inputs, const WantedChannel& wanted,
                                              const KnownRelease& ceiling);

/// Why a channel's rule finds nothing: "no eligible release of line 1.8".
std::string why_stranded(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel);

/// What the highest release that is to have this channel there, and does not have it yet, waits for: "1.8.1: soak time
/// ends 2026-11-24 10:00 UTC". Nothing when none is on its way.
std::optional<std::string> next_waits(const RuleInputs& inputs, const WantedChannel& wanted);

/// True when `a` is higher than `b`: the higher version, then the higher ordinal, then the text.
bool outranks(const KnownRelease& a, const KnownRelease& b);

/// The place of a release among those that a manual channel was put on, the later the higher; nothing for one that it
/// was never put on, or was put on a lower one after: nobody but somebody who puts it there takes it up again.
std::optional<std::size_t> promotion_of(const LedgerState& state, const std::string& channel,
                                        const std::string& version);

/// True when a channel would rather be on `a` than on `b`: a manual one on what it was put on later, every other on
/// what outranks.
bool goes_before(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel,
                 const KnownRelease& a, const KnownRelease& b);

}  // namespace tagwarden
