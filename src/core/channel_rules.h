// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/channel_lines.h"
#include "core/rule_inputs.h"
#include "core/withdrawn_content.h"

namespace tagwarden {

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

/// Where the rules want every channel that any known release gives rise to, or that the ledger has put somewhere, in a
/// stable order.
/// A usage error that names both when two of them would be one tag.
Result<std::vector<WantedChannel>> wanted_channels(const RuleInputs& inputs);

/// Why this release takes no part in a channel, whatever comes ("0.6.3 is withdrawn: …"): it is of a kind that the
/// channel does not follow, or withdrawn, or `at`, where one is given, does not take it. Nothing when it may.
std::optional<std::string> excluded(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                    const KnownRelease& known, const Target* at);

/// Why this channel does not move to this release now: it is excluded, or waits for its soak time, for a part, or for a
/// place that must be complete. Nothing when it may. What this channel was put on once, it waits for no more: a soak
/// time that is longer now takes it down from nothing, and keeps it from no way back.
std::optional<std::string> ineligible(const RuleInputs& inputs, const ChannelConfiguration& rule,
                                      const std::string& channel, const KnownRelease& known, const Target* at);

/// The same channel where its rule would have it, were there no release above `ceiling`; nothing when a hold decides
/// or no release is left.
std::optional<WantedChannel> wanted_not_above(const RuleInputs& inputs, const WantedChannel& wanted,
                                              const KnownRelease& ceiling);

/// Why a channel's rule finds nothing: "no eligible release of line 1.8".
std::string why_stranded(const LedgerState& state, const ChannelConfiguration& rule, const std::string& channel);

/// What the highest release that is to have this channel there, and does not have it yet, waits for: "1.8.1: soak time
/// ends 2026-11-24 10:00 UTC". Nothing when none is on its way.
std::optional<std::string> next_waits(const RuleInputs& inputs, const WantedChannel& wanted);

}  // namespace tagwarden
