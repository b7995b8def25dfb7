// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <utility>

#include "core/channel_rules.h"

namespace tagwarden {

/// The releases that channels would be taken back to, each found once.
class RollbackChoices {
public:
    explicit RollbackChoices(const RuleInputs& inputs) : inputs_(inputs) {}

    /// Where a rollback would take the channel from this version; nothing when there is nothing to go back to.
    const KnownRelease* of(const WantedChannel& channel, const std::string& version);

private:
    const RuleInputs& inputs_;
    std::map<std::pair<TagAt, std::string>, const KnownRelease*> choices_;
};

}  // namespace tagwarden
