// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/configuration.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// The releases that share one rendered name of a channel, such as "1.8" of "{major}.{minor}".
struct ChannelLine {
    std::string name;
    std::vector<ReleaseRow> members;  ///< the one that the channel would rather be on first
};

/// What the rules find out about a state once and ask for often: a product has thousands of releases and hundreds of
/// channels, and each question about one would look at all of the others. It points into the state.
struct RuleMemory {
    /// A release, with what most rules tell it from others by: to look at the release itself is slow.
    struct Ranked {
        BuildKind kind;
        ReleaseRow release;
    };
    /// All releases that give rise to channels, those that outrank the others first.
    std::optional<std::vector<Ranked>> ranked{};
    /// Withdrawn releases by the digests of their parts.
    std::optional<std::unordered_map<std::string_view, std::vector<const KnownRelease*>>> withdrawn{};
    std::map<const ChannelConfiguration*, std::vector<ChannelLine>> lines{};
};

}  // namespace tagwarden
