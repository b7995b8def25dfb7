// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state.h"

#include <algorithm>

namespace tagwarden {

bool KnownRelease::shares_content_with(const KnownRelease& other) const
{
    return std::ranges::any_of(release.parts, [&](const auto& mine) {
        return std::ranges::any_of(other.release.parts,
                                   [&](const auto& its) { return its.second.digest == mine.second.digest; });
    });
}

const KnownRelease* LedgerState::find(const std::string& version) const
{
    const auto found = releases.find(version);
    return found == releases.end() ? nullptr : &found->second;
}

std::string LedgerState::version_of(const Digest& digest) const
{
    for (const auto& [version, known] : releases)
        for (const auto& [part, content] : known.release.parts)
            if (content.digest == digest) return version;
    return "";
}

namespace {

/// How each kind of entry changes the state.
struct Applier {
    LedgerState& state;
    const Entry& entry;

    Decision decision(std::string reason) const { return {std::move(reason), entry.draft.actor, entry.draft.time}; }

    void operator()(const ReleaseAnnounced& it) const
    {
        const auto known = state.releases.find(it.release.version.str());
        if (known != state.releases.end() && known->second.release.parts == it.release.parts) return;
        // Other content may only come while nothing names the former: planning saw to that before this was written.
        auto withdrawn = known == state.releases.end() ? std::nullopt : known->second.withdrawn;
        state.releases.insert_or_assign(it.release.version.str(), KnownRelease{it.release, {}, std::move(withdrawn)});
    }

    void operator()(const VersionWithdrawn& it) const
    {
        if (const auto known = state.releases.find(it.version); known != state.releases.end())
            known->second.withdrawn = decision(it.reason);
    }

    void operator()(const VersionReinstated& it) const
    {
        if (const auto known = state.releases.find(it.version); known != state.releases.end())
            known->second.withdrawn.reset();
    }

    void operator()(const ChannelHeld& it) const
    {
        state.holds.insert_or_assign(it.channel, Hold{it.version, decision(it.reason)});
    }

    void operator()(const ChannelReleased& it) const { state.holds.erase(it.channel); }

    void operator()(const Intent& it) const { state.open_intents.push_back({entry.sequence, it, decision(it.reason)}); }

    /// Marks what an interrupted run of the same operation left. It is not removed: its run may still live, and
    /// its outcome will name it.
    void supersede(const Intent& done) const
    {
        for (auto& open : state.open_intents)
            if (open.intent.operation == done.operation && open.intent.subject == done.subject) open.superseded = true;
    }

    void operator()(const Outcome& it) const
    {
        std::string operation;
        std::string reason;
        const auto open = std::ranges::find(state.open_intents, it.intent, &OpenIntent::sequence);
        if (open != state.open_intents.end()) {
            operation = open->intent.operation;
            reason = open->intent.reason;
            if (it.result == Outcome::Result::done) supersede(open->intent);
            state.open_intents.erase(open);
        }
        if (const auto known = state.releases.find(it.version); known != state.releases.end())
            known->second.complete_at.insert(it.complete_at.begin(), it.complete_at.end());
        for (const auto& move : it.moves)
            state.tags.insert_or_assign({move.location, move.move.tag},
                                        TagRecord{move.role, move.channel, move.part, move.move.to.digest, move.version,
                                                  operation, decision(reason)});
    }
};

}  // namespace

void apply(LedgerState& state, const Entry& entry)
{
    std::visit(Applier{state, entry}, entry.draft.body);
}

LedgerState fold(const std::vector<Entry>& entries, const std::string& edition)
{
    LedgerState state;
    for (const auto& entry : entries)
        if (entry.draft.edition == edition) apply(state, entry);
    return state;
}

}  // namespace tagwarden
