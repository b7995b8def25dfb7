// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/ledger/entry.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// One tag that was set, or recorded as it was.
struct HistoryMove {
    std::string destination;
    TagName tag;
    std::optional<Digest> from;  ///< nothing: it did not exist
    Digest to;
};

/// One line of a product's story: a name that moved, or a decision.
struct HistoryRow {
    /// What was there before: what the ledger had recorded, or what somebody else made of it.
    enum class Before { as_recorded, foreign, deleted };

    std::int64_t sequence = 0;
    Time time{};
    std::string actor;
    std::string operation;         ///< "publish", "rollback", "withdraw", "hold", …
    std::string subject;           ///< the channel, the anchor's tag or the version
    std::string from;              ///< version before; "" for none
    std::string to;                ///< version after; "" for a decision
    std::set<std::string> tags;    ///< the tags that moved
    std::set<std::string> places;  ///< the destinations where they moved
    std::string reason;
    Outcome::Result result = Outcome::Result::done;  ///< how the operation ended
    std::string edition;
    std::string channel{};             ///< the channel that it is about; "" for an anchor or a version
    std::vector<HistoryMove> moves{};  ///< of the tags in each place
    Before before = Before::as_recorded;
    bool take_over = false;  ///< foreign moves were knowingly overwritten

    bool complete() const { return result == Outcome::Result::done; }
    bool puts() const { return !moves.empty() && moves.front().from != moves.front().to; }
};

/// What part of the story is asked for: all that is said has to hold. A version may be spelled in another way than the
/// ledger has it.
struct HistoryQuestion {
    std::string about{};    ///< a channel, a tag or a version, whichever it is
    std::string channel{};  ///< only what happened to this channel
    std::string tag{};      ///< only moves of this tag
    std::string version{};  ///< only what happened to this version, and what came to it or left it

    bool asks_for_all() const { return about.empty() && channel.empty() && tag.empty() && version.empty(); }
};

std::string_view name_of(HistoryRow::Before before);

/// The story of an edition in the order it happened. The story of a channel includes the withdrawals of versions that
/// it was on. A usage error where the version that is asked for may be several.
Result<std::vector<HistoryRow>> history_of(const std::vector<Entry>& entries, const std::string& edition,
                                           const HistoryQuestion& asked);

/// Where a channel's tag was at some time: what the ledger had last put it on.
struct ChannelThen {
    std::string channel;
    TagName tag;
    std::string version;
    Digest digest;
    std::set<std::string> places;       ///< the locations where it was so
    std::string operation;              ///< what put it there
    Decision decision;                  ///< when, who and why
    std::optional<Decision> withdrawn;  ///< what was decided of the version since then, and holds today
    std::string edition;
};

/// Where every channel of an edition that the question asks for was at `then`, by name. A usage error as above.
Result<std::vector<ChannelThen>> channels_then(const std::vector<Entry>& entries, const std::string& edition, Time then,
                                               const HistoryQuestion& asked);

}  // namespace tagwarden
