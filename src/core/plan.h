// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/location.h"
#include "core/part.h"
#include "core/tag_move.h"

namespace tagwarden {

/// What kind of name a move sets.
enum class Role { anchor, channel };

std::string_view name_of(Role role);

/// One name that an operation will set, and why. When `move.from` already is `move.to` nothing is put:
/// the name is only recorded.
struct PlannedMove {
    Role role = Role::anchor;
    std::string destination;
    Location location;
    Part part;
    std::string channel;  ///< the channel's name; "" for an anchor
    TagMove move;
    std::string from_version;  ///< what `from` is, where the ledger knows it
    std::string version;       ///< what `to` is
    std::string why;

    bool puts() const { return move.from != move.to.digest; }

    bool operator==(const PlannedMove&) const = default;
};

/// Content that must be at a destination before its names are set.
struct Carriage {
    std::string destination;
    Location location;
    Part part;
    Descriptor root;
    std::string version;
    bool optional = false;

    bool operator==(const Carriage&) const = default;
};

/// A channel that stays where it is although the operation concerns it, and the reason in words.
struct Stay {
    std::string channel;
    std::string destination;  ///< "" where it is true of all
    std::string on;           ///< the version it is on; "" when it does not exist
    std::string why;
    bool stranded = false;  ///< its rule finds no eligible release
    std::string tag{};      ///< the channel's tag there, a variant has its own; "" where it has none

    bool operator==(const Stay&) const = default;
};

/// What an operation will decide of a version or a channel.
struct PlannedDecision {
    std::string decision;  ///< "withdraw", "reinstate", "hold", "unhold", "promote"
    std::string subject;   ///< the version or the channel
    std::string on;        ///< the version that the channel is to be on; "" for other decisions
    std::string reason;

    bool operator==(const PlannedDecision&) const = default;
};

/// What an operation will do: pure data, the same value for the dry run, the question, the ledger and --json.
struct Plan {
    std::string operation;  ///< "publish", "rollback", …
    std::string edition;
    std::string subject;  ///< the version or channel it is about
    std::vector<Carriage> content;
    std::vector<PlannedMove> anchors;
    std::vector<PlannedMove> channels;
    std::vector<Stay> stays;
    std::vector<PlannedDecision> decisions;
    std::vector<std::string> warnings;

    /// True when there is no content to bring and no name to set.
    bool changes_nothing() const { return content.empty() && anchors.empty() && channels.empty(); }

    /// Whether both do the same. What they say of what they do not do may differ: a cause has other words another time.
    bool operator==(const Plan& other) const
    {
        const auto deeds = [](const Plan& it) {
            return std::tie(it.operation, it.edition, it.subject, it.content, it.anchors, it.channels, it.decisions);
        };
        return deeds(*this) == deeds(other);
    }
};

}  // namespace tagwarden
