// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace tagwarden {

namespace {

class Teller {
public:
    explicit Teller(std::vector<HistoryRow>& rows) : rows_(rows) {}

    void tell(const Entry& entry)
    {
        entry_ = &entry;
        std::visit(*this, entry.draft.body);
    }

    void operator()(const ReleaseAnnounced&) const {}
    void operator()(const VersionWithdrawn& it) const { decision("withdraw", it.version, "", it.reason); }
    void operator()(const VersionReinstated& it) const { decision("reinstate", it.version, "", it.reason); }
    void operator()(const ChannelHeld& it) const { decision("hold", it.channel, it.version, it.reason); }
    void operator()(const ChannelReleased& it) const { decision("unhold", it.channel, "", it.reason); }
    void operator()(const ChannelPromoted& it) const { decision("promote", it.channel, it.version, it.reason); }
    void operator()(const RepositoryAdopted& it) const
    {
        auto row = row_of("adopt", it.location.str(),
                          fmt::format("releases found there: {}, tags: {}", it.releases.size(), it.tags.size()));
        row.places.insert(it.destination);
        rows_.push_back(std::move(row));
    }
    void operator()(const Intent& it) { intents_.insert_or_assign(entry_->sequence, it); }

    void operator()(const Outcome& it)
    {
        const auto& intent = intents_[it.intent];
        const auto first = rows_.size();
        for (const auto& move : it.moves) add(move, intent, first, it.result == Outcome::Result::done);
        if (it.moves.empty() && it.result == Outcome::Result::incomplete) {
            auto row = row_of(intent.operation, intent.subject, it.note);
            row.complete = false;
            rows_.push_back(std::move(row));
        }
    }

private:
    HistoryRow row_of(std::string operation, std::string subject, std::string reason) const
    {
        return {entry_->sequence,
                entry_->draft.time,
                entry_->draft.actor,
                std::move(operation),
                std::move(subject),
                "",
                "",
                {},
                {},
                std::move(reason),
                true,
                entry_->draft.edition};
    }

    void decision(std::string operation, const std::string& subject, const std::string& to,
                  const std::string& reason) const
    {
        auto row = row_of(std::move(operation), subject, reason);
        row.to = to;
        rows_.push_back(std::move(row));
    }

    /// The moves of one name to one version are one line, over all variants and destinations.
    void add(const PlannedMove& move, const Intent& intent, std::size_t first, bool complete)
    {
        const auto& subject = move.role == Role::channel ? move.channel : move.version;
        const auto same = [&](const HistoryRow& row) {
            return row.subject == subject && row.from == move.from_version && row.to == move.version;
        };
        auto row = std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(), same);
        if (row == rows_.end()) {
            auto fresh = row_of(intent.operation, subject, intent.reason.empty() ? move.why : intent.reason);
            fresh.from = move.from_version;
            fresh.to = move.version;
            fresh.complete = complete;
            row = rows_.insert(rows_.end(), std::move(fresh));
        }
        row->tags.insert(move.move.tag.str());
        row->places.insert(move.destination);
    }

    std::vector<HistoryRow>& rows_;
    std::map<std::int64_t, Intent> intents_;
    const Entry* entry_ = nullptr;
};

bool concerns(const HistoryRow& row, const std::string& about)
{
    return row.subject == about || row.from == about || row.to == about || row.tags.contains(about);
}

/// A withdrawal belongs to the story of a channel that was on the version, or left it because of it.
bool touches(const HistoryRow& row, const std::set<std::string>& versions)
{
    const bool of_a_version = row.operation == "withdraw" || row.operation == "reinstate";
    return of_a_version && versions.contains(row.subject);
}

}  // namespace

std::vector<HistoryRow> history_of(const std::vector<Entry>& entries, const std::string& edition,
                                   const std::string& about)
{
    std::vector<HistoryRow> all;
    Teller teller(all);
    for (const auto& entry : entries)
        if (entry.draft.edition == edition) teller.tell(entry);
    if (about.empty()) return all;

    std::set<std::string> versions;
    for (const auto& row : all)
        if (concerns(row, about)) versions.insert({row.from, row.to});
    std::erase_if(all, [&](const HistoryRow& row) { return !concerns(row, about) && !touches(row, versions); });
    return all;
}

}  // namespace tagwarden
