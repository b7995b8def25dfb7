// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "core/ledger/intended.h"
#include "core/ledger/reason_of.h"
#include "core/version_lookup.h"

namespace tagwarden {

std::string_view name_of(HistoryRow::Before before)
{
    switch (before) {
        case HistoryRow::Before::as_recorded: return "as-recorded";
        case HistoryRow::Before::foreign: return "foreign";
        case HistoryRow::Before::deleted: return "deleted";
    }
    return "";
}

namespace {

class Teller {
public:
    explicit Teller(std::vector<HistoryRow>& rows) : rows_(rows) {}

    const LedgerState& state() const { return state_; }

    void tell(const Entry& entry)
    {
        entry_ = &entry;
        std::visit(*this, entry.draft.body);
        apply(state_, entry);
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
        for (const auto& move : *it.moves) add(move, it, intent, first);
        if (it.result == Outcome::Result::taken_over) return;  // whoever took over tells what became of it
        if (it.moves->empty() && it.result != Outcome::Result::done) {
            auto row = row_of(intent.operation, intent.subject, it.note);
            row.result = it.result;
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
                Outcome::Result::done,
                entry_->draft.edition};
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

    /// What was there before `move`, which an operation with this intent made.
    HistoryRow::Before before(const PlannedMove& move, std::int64_t intent) const
    {
        const TagAt at{move.location, move.move.tag};
        const auto& from = move.move.from;
        const auto record = state_.tags.find(at);
        const bool recorded = record.has_value();
        if (!from) return recorded ? HistoryRow::Before::deleted : HistoryRow::Before::as_recorded;
        const bool ours = recorded && record->digest == *from;
        return ours || !move.puts() || intended(state_, at, *from, intent) ? HistoryRow::Before::as_recorded
                                                                           : HistoryRow::Before::foreign;
    }

    /// The moves of one name to one version are one line, over all variants and destinations.
    void add(const PlannedMove& move, const Outcome& outcome, const Intent& intent, std::size_t first)
    {
        const auto& subject = move.role == Role::channel ? move.channel : move.version;
        const auto before = this->before(move, outcome.intent);
        const auto same = [&](const HistoryRow& row) {
            return row.subject == subject && row.from == move.from_version && row.to == move.version &&
                   row.before == before && row.puts() == move.puts() &&
                   (!row.from.empty() || !move.puts() || row.moves.front().from == move.move.from);
        };
        auto row = std::find_if(rows_.begin() + static_cast<std::ptrdiff_t>(first), rows_.end(), same);
        if (row == rows_.end()) {
            const auto reason = reason_of(state_, intent, move);
            auto fresh = row_of(intent.operation, subject, reason.empty() ? move.why : reason);
            fresh.from = move.from_version;
            fresh.to = move.version;
            fresh.result = outcome.result;
            fresh.channel = move.channel;
            fresh.before = before;
            fresh.take_over = intent.take_over;
            row = rows_.insert(rows_.end(), std::move(fresh));
        }
        row->tags.insert(move.move.tag.str());
        row->places.insert(move.destination);
        row->moves.push_back({move.destination, move.move.tag, move.move.from, move.move.to.digest});
    }

    std::vector<HistoryRow>& rows_;
    std::map<std::int64_t, const Intent*> intents_;
    const Intent unknown_;
    LedgerState state_;  ///< before the entry that is told
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

bool is_tag_or_channel(const LedgerState& state, const std::string& name)
{
    for (const auto& row : state.tags)
        if (row.tag() == name || row.channel() == name) return true;
    return false;
}

/// A version as the ledger has it; one that it does not know as it is.
Result<std::string> in_its_words(const std::string& text, const LedgerState& state)
{
    if (text.empty()) return text;
    const auto known = find_version(state, text);
    if (known) return (*known)->version();
    if (known.error().kind != ErrorKind::not_found) return fail(known.error());
    return text;
}

/// The question with versions as the ledger has them.
Result<HistoryQuestion> in_its_words(HistoryQuestion question, const LedgerState& state)
{
    auto version = in_its_words(question.version, state);
    if (!version) return fail(version.error());
    question.version = std::move(*version);
    if (is_tag_or_channel(state, question.about)) return question;
    auto about = in_its_words(question.about, state);
    if (!about) return fail(about.error());
    question.about = std::move(*about);
    return question;
}

}  // namespace

Result<std::vector<HistoryRow>> history_of(const std::vector<Entry>& entries, const std::string& edition,
                                           const HistoryQuestion& asked)
{
    std::vector<HistoryRow> all;
    Teller teller(all);
    for (const auto& entry : entries)
        if (entry.draft.edition == edition) teller.tell(entry);
    if (asked.asks_for_all()) return all;
    const auto question = in_its_words(asked, teller.state());
    if (!question) return fail(question.error());

    std::set<std::string> versions;
    for (const auto& row : all)
        if (concerns(row, *question)) versions.insert({row.from, row.to});
    // Who asks for one version or tag asks for no story of others.
    if (!question->tag.empty() || !question->version.empty()) versions.clear();
    std::erase_if(all, [&](const HistoryRow& row) { return !concerns(row, *question) && !touches(row, versions); });
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

/// Why each channel was put where it is, by its rule: of operations that nobody gave a reason for.
class Reasons {
public:
    void learn(const Entry& entry)
    {
        const auto* outcome = std::get_if<Outcome>(&entry.draft.body);
        if (outcome == nullptr) return;
        for (const auto& move : *outcome->moves)
            if (move.role == Role::channel) why_.insert_or_assign({move.location, move.move.tag}, move.why);
    }

    std::string of(const TagAt& at) const
    {
        const auto known = why_.find(at);
        return known == why_.end() ? "" : known->second;
    }

private:
    std::map<TagAt, std::string> why_;
};

ChannelThen& line_for(std::vector<ChannelThen>& lines, const std::string& edition, const TagAt& at,
                      const TagRecord& record)
{
    const auto same = [&](const ChannelThen& line) {
        return line.channel == record.channel && line.tag == at.tag && line.digest == record.digest &&
               line.version == record.version && line.decision.time == record.decision.time;
    };
    const auto known = std::ranges::find_if(lines, same);
    if (known != lines.end()) return *known;
    return lines.emplace_back(record.channel, at.tag, record.version, record.digest, std::set<std::string>{},
                              record.operation, record.decision, std::nullopt, edition);
}

}  // namespace

Result<std::vector<ChannelThen>> channels_then(const std::vector<Entry>& entries, const std::string& edition, Time then,
                                               const HistoryQuestion& asked)
{
    LedgerState state, now;
    Reasons reasons;
    for (const auto& entry : entries) {
        if (entry.draft.edition != edition) continue;
        apply(now, entry);
        if (entry.draft.time > then) continue;
        apply(state, entry);
        reasons.learn(entry);
    }
    const auto question = in_its_words(asked, now);
    if (!question) return fail(question.error());
    std::vector<ChannelThen> lines;
    for (const auto& row : state.tags) {
        if (row.role() != Role::channel) continue;
        const auto at = row.at();
        const auto record = row.record();
        if (!concerns(at, record, *question)) continue;
        auto& line = line_for(lines, edition, at, record);
        line.places.insert(at.location.str());
        if (line.decision.reason.empty()) line.decision.reason = reasons.of(at);
        if (const auto* known = now.find(record.version)) line.withdrawn = known->withdrawn;
    }
    std::ranges::sort(lines, {}, [](const ChannelThen& line) { return std::tie(line.channel, line.tag, line.places); });
    return lines;
}

}  // namespace tagwarden
