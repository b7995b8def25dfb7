// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/shared.h"
#include "base/time.h"
#include "core/plan.h"
#include "core/release.h"

namespace tagwarden {

/// A release became known: its content by digest, before any name was set.
struct ReleaseAnnounced {
    Release release;
};

/// A version was flagged as bad. It is never eligible for a channel until it is reinstated.
struct VersionWithdrawn {
    std::string version;
    std::string reason;
};

struct VersionReinstated {
    std::string version;
    std::string reason;
};

/// A channel was told to stay on a version.
struct ChannelHeld {
    std::string channel;
    std::string version;
    std::string reason;
};

struct ChannelReleased {
    std::string channel;
    std::string reason;
};

/// Somebody put a channel that follows nobody's rule on a release.
struct ChannelPromoted {
    std::string channel;
    std::string version;
    std::string reason;
};

/// One tag as it was found.
struct AdoptedTag {
    Role role = Role::anchor;
    std::string channel;  ///< the channel's name; "" for an anchor
    Part part;
    TagName tag;
    Digest digest;
    std::string version;

    bool operator==(const AdoptedTag&) const = default;
};

/// A repository that had tags before the ledger knew of it: its releases, complete there, and its names.
struct RepositoryAdopted {
    std::string destination;
    Location location;
    std::vector<Release> releases;
    std::vector<AdoptedTag> tags;
};

/// What an operation is about to do to names. Written before the first of them is touched.
struct Intent {
    std::string operation;
    std::string subject;
    std::string reason;
    bool take_over = false;  ///< foreign moves were knowingly overwritten
    Shared<std::vector<PlannedMove>> moves;
};

/// How an intent ended.
struct Outcome {
    enum class Result {
        done,        ///< every name was set and read back
        incomplete,  ///< a destination failed; what was set is listed, channels that moved were put back
        abandoned,   ///< nothing was named
        taken_over,  ///< its run was interrupted, and another one brought it to its end
    };
    std::int64_t intent = 0;  ///< sequence number of the intent
    Result result = Result::done;
    Shared<std::vector<PlannedMove>> moves;  ///< the names that are set now
    std::string version;                     ///< of the release whose content was brought; "" for none
    std::vector<Location> complete_at;       ///< where that release is completely there
    std::string note;                        ///< what went wrong, in words
    /// Channels that may have moved, at places that fell silent before anybody knew.
    std::vector<PlannedMove> unsure{};
};

std::string_view name_of(Outcome::Result result);

using EntryBody = std::variant<ReleaseAnnounced, VersionWithdrawn, VersionReinstated, ChannelHeld, ChannelReleased,
                               ChannelPromoted, RepositoryAdopted, Intent, Outcome>;

/// An entry before it has its place in the journal.
struct Draft {
    std::string edition;
    Time time{};
    std::string actor;
    EntryBody body;
};

/// One entry of the journal. `hash` is the SHA-256 of the canonical JSON of everything else, which contains the
/// hash of the entry before: a change in the past shows in every later one.
struct Entry {
    std::int64_t sequence = 0;  ///< 1, 2, 3, …
    std::string previous;       ///< hash of the entry before; 64 zeros for the first
    std::string hash;
    Draft draft;
};

/// The end of a journal: what a new entry must follow.
struct Head {
    std::int64_t sequence = 0;
    std::string hash = std::string(64, '0');

    bool operator==(const Head&) const = default;
};

Head head_of(const std::vector<Entry>& entries);

/// What is wrong with a journal that does not have an entry it should have.
std::string not_in_journal(const Head& head);

/// Gives drafts their place behind `head`.
std::vector<Entry> seal(Head head, const std::vector<Draft>& drafts);

/// The canonical JSON of an entry: what is stored and hashed (RFC 8785; the member "hash" is left out of the hash).
std::string entry_text(const Entry& entry);

/// Reads what entry_text() writes, and checks its hash.
Result<Entry> parse_entry(std::string_view text);

/// Malformed, with the number of the first broken entry, what it follows and what it should follow, when a sequence
/// number or a hash does not fit: the first entry follows `after`, every other the one before it.
Result<void> check_chain(std::span<const Entry> entries, const Head& after = {});

}  // namespace tagwarden
