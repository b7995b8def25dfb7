// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/channel_rules.h"

namespace tagwarden {

/// A channel as a user names it, found among those that the known releases give rise to.
struct FoundChannel {
    std::string name;  ///< "latest", also where the user typed a variant's tag such as "rocm"
    const ChannelConfiguration* rule = nullptr;
    std::string version;  ///< what the ledger last put it on; "" when it never did
};

/// not_found, with the nearest name, when no channel has this name and no variant's tag is it.
Result<FoundChannel> find_channel(const RuleInputs& inputs, const std::string& name);

/// Every release of the line of this channel, the one it would rather be on first, whether it could be on it now or
/// not.
std::vector<const KnownRelease*> members_of(const RuleInputs& inputs, const FoundChannel& channel);

/// The versions this channel could be on now, the one it would rather be on first: of its line, eligible and complete;
/// of a manual one those that it was put on and was not taken down from since.
std::vector<const KnownRelease*> choices_for(const RuleInputs& inputs, const FoundChannel& channel);

/// The release that a rollback would take this channel to at this place, from that version; nothing when there is none.
const KnownRelease* rollback_choice(const RuleInputs& inputs, const WantedChannel& channel, const std::string& version);

}  // namespace tagwarden
