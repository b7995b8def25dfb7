// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/configuration.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// The releases that share one rendered name of a channel, such as "1.8" of "{major}.{minor}".
struct ChannelLine {
    std::string name;
    std::vector<const KnownRelease*> members;  ///< the one that the channel would rather be on first
};

/// What the rules find out about a state once and ask for often: a product has thousands of releases and hundreds of
/// channels, and each question about one would look at all of the others. It points into the state.
struct RuleMemory {
    /// Withdrawn releases by the digests of their parts.
    std::optional<std::multimap<std::string_view, const KnownRelease*>> withdrawn{};
    std::map<const ChannelConfiguration*, std::vector<ChannelLine>> lines{};
};

}  // namespace tagwarden
