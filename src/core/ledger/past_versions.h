// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "base/shared.h"
#include "core/plan.h"

namespace tagwarden {

/// Which versions each channel was put on, wherever: of each the last so many, as those before them are older than any
/// soak time. Hardly anybody asks, so moves are only kept until somebody does.
class PastVersions {
public:
    static constexpr std::size_t kept = 64;  ///< of each channel at least, and twice as many at most

    void add(const Shared<std::vector<PlannedMove>>& moves) { moves_.push_back(moves); }
    /// One after another, the oldest first.
    void add(const std::string& channel, std::string version) { note(by_channel_[channel], std::move(version)); }

    bool contains(const std::string& channel, const std::string& version) const;
    /// By the name of the channel, the newest last.
    const std::map<std::string, std::vector<std::string>>& by_channel() const;

private:
    static void note(std::vector<std::string>& versions, std::string version);

    mutable std::vector<Shared<std::vector<PlannedMove>>> moves_;  ///< that are not in by_channel_ yet
    mutable std::map<std::string, std::vector<std::string>> by_channel_;
};

}  // namespace tagwarden
