// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rollback_choices.h"

#include "core/channel_lookup.h"

namespace tagwarden {

const KnownRelease* RollbackChoices::of(const WantedChannel& channel, const std::string& version)
{
    const auto [known, fresh] = choices_.try_emplace({channel.at(), version}, nullptr);
    if (fresh) known->second = rollback_choice(inputs_, channel, version);
    return known->second;
}

}  // namespace tagwarden
