// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/past_versions.h"

#include <algorithm>
#include <utility>

namespace tagwarden {

bool PastVersions::contains(const std::string& channel, const std::string& version) const
{
    const auto& all = by_channel();
    const auto versions = all.find(channel);
    return versions != all.end() && std::ranges::find(versions->second, version) != versions->second.end();
}

const std::map<std::string, std::vector<std::string>>& PastVersions::by_channel() const
{
    for (const auto& moves : std::exchange(moves_, {}))
        for (const auto& move : *moves)
            if (move.role == Role::channel) note(by_channel_[move.channel], move.version);
    return by_channel_;
}

void PastVersions::note(std::vector<std::string>& versions, std::string version)
{
    if (!versions.empty() && versions.back() == version) return;
    versions.push_back(std::move(version));
    if (versions.size() == 2 * kept)
        versions.erase(versions.begin(), versions.begin() + static_cast<std::ptrdiff_t>(kept));
}

}  // namespace tagwarden
