// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

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
    void operator()(const ChannelHeld& it) const { of_channel("hold", it.channel, it.version, it.reason); }
    void operator()(const ChannelReleased& it) const { of_channel("unhold", it.channel, "", it.reason); }
    void operator()(const ChannelPromoted& it) const { of_channel("promote", it.channel, it.version, it.reason); }
    void operator()(const RepositoryAdopted& it) const
    {
        auto row = row_of("adopt", it.location.str(),
                          fmt::format("releases found there: {}, tags: {}", it.releases.size(), it.tags.size()));
        row.places.insert(it.destination);
        rows_.push_back(std::move(row));
    }
    void operator()(const Intent& it) { intents_.insert_or_assign(entry_->sequence, &it); }

    void operator()(const Outcome& it)
    {
        const auto begun = intents_.find(it.intent);
        const auto& intent = begun == intents_.end() ? unknown_ : *begun->second;
        const auto first = rows_.size();
        for (const auto& move : *it.moves) add(move, intent, first, it.result == Outcome::Result::done);
        if (it.moves->empty() && it.result == Outcome::Result::incomplete) {
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
                ""};
    }

    void of_channel(std::string operation, const std::string& channel, const std::string& to,
                    const std::string& reason) const
    {
        decision(std::move(operation), channel, to, reason);
        rows_.back().channel = channel;
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
            fresh.channel = move.channel;
            row = rows_.insert(rows_.end(), std::move(fresh));
        }
        row->tags.insert(move.move.tag.str());
        row->places.insert(move.destination);
    }

    std::vector<HistoryRow>& rows_;
    std::map<std::int64_t, const Intent*> intents_;
    const Intent unknown_;
    const Entry* entry_ = nullptr;
};

bool names_version(const HistoryRow& row, const std::string& version)
{
    return row.from == version || row.to == version || (row.channel.empty() && row.subject == version);
}

bool concerns(const HistoryRow& row, const HistoryQuestion& asked)
{
    if (!asked.about.empty() && row.subject != asked.about && row.from != asked.about && row.to != asked.about &&
        !row.tags.contains(asked.about))
        return false;
    if (!asked.channel.empty() && row.channel != asked.channel) return false;
    if (!asked.tag.empty() && !row.tags.contains(asked.tag)) return false;
    return asked.version.empty() || names_version(row, asked.version);
}

/// A withdrawal belongs to the story of a channel that was on the version, or left it because of it.
bool touches(const HistoryRow& row, const std::set<std::string>& versions)
{
    const bool of_a_version = row.operation == "withdraw" || row.operation == "reinstate";
    return of_a_version && versions.contains(row.subject);
}

}  // namespace

std::vector<HistoryRow> history_of(const std::vector<Entry>& entries, const std::string& edition,
                                   const HistoryQuestion& question)
{
    std::vector<HistoryRow> all;
    Teller teller(all);
    for (const auto& entry : entries)
        if (entry.draft.edition == edition) teller.tell(entry);
    if (question.asks_for_all()) return all;

    std::set<std::string> versions;
    for (const auto& row : all)
        if (concerns(row, question)) versions.insert({row.from, row.to});
    // Who asks for one version or tag asks for no story of others.
    if (!question.tag.empty() || !question.version.empty()) versions.clear();
    std::erase_if(all, [&](const HistoryRow& row) { return !concerns(row, question) && !touches(row, versions); });
    return all;
}

namespace {

bool concerns(const TagAt& at, const TagRecord& record, const HistoryQuestion& asked)
{
    const auto fits = [](const std::string& wanted, const std::string& it) { return wanted.empty() || wanted == it; };
    const bool about = asked.about.empty() || asked.about == record.channel || asked.about == at.tag.str() ||
                       asked.about == record.version;
    return about && fits(asked.channel, record.channel) && fits(asked.tag, at.tag.str()) &&
           fits(asked.version, record.version);
}

ChannelThen& line_for(std::vector<ChannelThen>& lines, const TagAt& at, const TagRecord& record)
{
    const auto same = [&](const ChannelThen& line) {
        return line.channel == record.channel && line.tag == at.tag && line.digest == record.digest &&
               line.version == record.version && line.decision.time == record.decision.time;
    };
    const auto known = std::ranges::find_if(lines, same);
    if (known != lines.end()) return *known;
    return lines.emplace_back(record.channel, at.tag, record.version, record.digest, std::set<std::string>{},
                              record.operation, record.decision, std::nullopt);
}

}  // namespace

std::vector<ChannelThen> channels_then(const std::vector<Entry>& entries, const std::string& edition, Time then,
                                       const HistoryQuestion& question)
{
    LedgerState state, now;
    for (const auto& entry : entries) {
        if (entry.draft.edition != edition) continue;
        apply(now, entry);
        if (entry.draft.time <= then) apply(state, entry);
    }
    std::vector<ChannelThen> lines;
    for (const auto& row : state.tags) {
        if (row.role() != Role::channel) continue;
        const auto at = row.at();
        const auto record = row.record();
        if (!concerns(at, record, question)) continue;
        auto& line = line_for(lines, at, record);
        line.places.insert(at.location.str());
        if (const auto* known = now.find(record.version)) line.withdrawn = known->withdrawn;
    }
    std::ranges::stable_sort(lines, {}, [](const ChannelThen& line) { return std::tie(line.channel, line.tag); });
    return lines;
}

}  // namespace tagwarden
