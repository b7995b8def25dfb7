// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/ledger/operation_name.h"
#include "core/ledger/reason_of.h"

namespace tagwarden {

const KnownRelease* LedgerState::find(const std::string& version) const
{
    return releases.find(version);
}

std::string LedgerState::version_of(const Digest& digest) const
{
    for (const auto& [version, known] : releases)
        for (const auto& [part, content] : known.release.parts)
            if (content.digest == digest) return version;
    return "";
}

std::string LedgerState::version_at(const TagAt& at, const Digest& digest) const
{
    const auto record = tags.row(at);
    return record && record->text(TagText::digest) == digest.str() ? std::string(record->version())
                                                                   : version_of(digest);
}

namespace {

/// How each kind of entry changes the state.
struct Applier {
    LedgerState& state;
    const Entry& entry;

    Decision decision(std::string reason) const { return {std::move(reason), entry.draft.actor, entry.draft.time}; }

    /// Whoever sets or finds tags has seen them.
    void set(const Shared<std::vector<PlannedMove>>& moves, TagSetting how) const
    {
        if (!state.unsure.empty())
            for (const auto& move : *moves) state.unsure.erase({move.location, move.move.tag});
        state.tags.set(moves, std::move(how));
    }

    void operator()(const ReleaseAnnounced& it) const
    {
        const auto& version = it.release.version.str();
        auto* known = state.releases.change(version);
        if (known == nullptr)
            state.releases.add(KnownRelease{it.release, {}, false, false, std::nullopt});
        else if (!known->named && known->release.parts != it.release.parts)
            known->release = it.release;
        else if (known->named && has_all_of(it.release, known->release))
            extend(*known, it.release);
    }

    static bool has_all_of(const Release& more, const Release& less)
    {
        return std::ranges::all_of(less.parts, [&](const auto& it) {
            const auto found = more.parts.find(it.first);
            return found != more.parts.end() && found->second.digest == it.second.digest;
        });
    }

    /// A version that has a name can still gain parts. Where it was open no channel saw it, so it is complete nowhere
    /// until the new parts are; a release that channels may be on stays what it was for them.
    static void extend(KnownRelease& known, const Release& release)
    {
        if (known.release.open() && known.release.parts.size() < release.parts.size()) {
            known.complete_at.clear();
            known.published = false;
        }
        known.release.parts = release.parts;
        known.release.awaited = release.awaited;
        known.release.accepted = release.accepted;
        known.release.platforms = release.platforms;
    }

    void operator()(const VersionWithdrawn& it) const
    {
        if (auto* known = state.releases.change(it.version)) known->withdrawn = decision(it.reason);
    }

    void operator()(const VersionReinstated& it) const
    {
        if (auto* known = state.releases.change(it.version)) known->withdrawn.reset();
    }

    void operator()(const ChannelHeld& it) const
    {
        state.holds.insert_or_assign(it.channel, Hold{it.version, decision(it.reason)});
    }

    void operator()(const ChannelReleased& it) const { state.holds.erase(it.channel); }

    void operator()(const ChannelPromoted& it) const
    {
        state.promotions[it.channel].push_back({it.version, decision(it.reason)});
    }

    /// What was found was published, wherever it was to go: a place that lacks it is copied to.
    void operator()(const RepositoryAdopted& it) const
    {
        for (const auto& release : it.releases) {
            auto& known = state.releases.add(KnownRelease{release, {}, true, true, std::nullopt});
            if (has_all_of(release, known.release)) {
                known.release.parts = release.parts;
                known.release.awaited = release.awaited;
            }
            if (has_all_of(known.release, release)) known.complete_at.insert(it.location);
        }
        std::vector<PlannedMove> moves;
        for (const auto& tag : it.tags)
            moves.push_back({tag.role,
                             it.destination,
                             it.location,
                             tag.part,
                             tag.channel,
                             {tag.tag, tag.digest, {"", tag.digest, 0}},
                             tag.version,
                             tag.version,
                             ""});
        const Shared<std::vector<PlannedMove>> found(std::move(moves));
        state.been_on.add(found);
        set(found, TagSetting{"adopt", decision(""), entry.sequence});
    }

    void operator()(const Intent& it) const
    {
        OpenIntent open{entry.sequence, it, decision(it.reason), nullptr};
        if (brings_a_release(it.operation)) open.release = state.releases.share(it.subject);
        state.open_intents.push_back(std::move(open));
    }

    /// Marks what interrupted runs left that is done by now: of the same operation, and decisions that it knew of,
    /// where all channels are as the rules want them. It is not removed: its run may still live, and its outcome will
    /// name it.
    void supersede(const OpenIntent& done) const
    {
        for (auto& open : state.open_intents) {
            const auto& [operation, subject] = std::tie(open.intent.operation, open.intent.subject);
            const bool same = operation == done.intent.operation && subject == done.intent.subject;
            const bool known = open.sequence < done.sequence;
            if (same || (known && follows_all_rules(done.intent.operation) && decides(operation)))
                open.superseded = true;
        }
    }

    /// What a publish achieved belongs to the content it announced, not to what somebody announced meanwhile.
    void note_publication(const Outcome& it, std::shared_ptr<const Release> announced) const
    {
        if (!announced) return;
        // Nearly always it is what is known still: once nobody else keeps it, it need not be copied to be changed.
        const bool same = announced == state.releases.share(it.version);
        if (same) announced.reset();
        auto* known = state.releases.change(it.version);
        if (known == nullptr) return;
        const bool named = std::ranges::any_of(
            *it.moves, [&](const auto& move) { return move.role == Role::anchor && move.version == it.version; });
        if (!same && !known->named && named)
            known->release = *announced;
        else if (!same && known->release.parts != announced->parts)
            return;
        known->named |= named;
        known->complete_at.insert(it.complete_at.begin(), it.complete_at.end());
        known->published |= it.result == Outcome::Result::done;
    }

    /// Whoever set all anchors of a release at a place had brought its content there before.
    void note_new_places(const Outcome& it) const
    {
        std::map<std::pair<std::string, Location>, std::set<Part>> named;
        for (const auto& move : *it.moves)
            if (move.role == Role::anchor) named[{move.version, move.location}].insert(move.part);
        for (const auto& [release, parts] : named) {
            auto* known = state.releases.change(release.first);
            if (known == nullptr) continue;
            const auto& all = known->release.parts;
            if (std::ranges::all_of(all, [&](const auto& part) { return parts.contains(part.first); }))
                known->complete_at.insert(release.second);
        }
    }

    /// A publish that was abandoned leaves everything as it was, also what one before it left incomplete.
    void note_end_of_publish(const Outcome& it, const Intent& intent) const
    {
        auto* known = intent.operation == "publish" ? state.releases.change(intent.subject) : nullptr;
        if (known == nullptr) return;
        if (it.result == Outcome::Result::incomplete) known->incomplete = decision(it.note);
        if (it.result == Outcome::Result::done) known->incomplete.reset();
    }

    /// A decision that channels could not follow stands: it is as if its run had been interrupted. What a publish could
    /// not do its release tells, and of other operations the rules.
    static bool is_left_to_do(const Outcome& it, const Intent& intent)
    {
        return it.result == Outcome::Result::incomplete && decides(intent.operation);
    }

    void set_by(const Intent& intent, const Shared<std::vector<PlannedMove>>& moves) const
    {
        const auto setting = [&](std::string reason) {
            return TagSetting{intent.operation, decision(std::move(reason)), entry.sequence};
        };
        if (!brings_back(intent.operation)) return set(moves, setting(intent.reason));
        for (const auto& move : *moves) set({{move}}, setting(reason_of(state, intent, move)));
    }

    void operator()(const Outcome& it) const
    {
        OpenIntent intent;
        // They stand in the order of their numbers.
        const auto open = std::ranges::lower_bound(state.open_intents, it.intent, {}, &OpenIntent::sequence);
        if (open != state.open_intents.end() && open->sequence == it.intent) {
            if (it.result == Outcome::Result::done) supersede(*open);
            const bool left = is_left_to_do(it, open->intent);
            intent = left ? *open : std::move(*open);
            if (left)
                open->superseded = false;
            else
                state.open_intents.erase(open);
        }
        note_publication(it, std::move(intent.release));
        note_end_of_publish(it, intent.intent);
        if (it.result == Outcome::Result::done && intent.intent.operation != "publish") note_new_places(it);
        if (it.result == Outcome::Result::done) state.been_on.add(it.moves);
        set_by(intent.intent, it.moves);
        for (const auto& move : it.unsure) state.unsure[{move.location, move.move.tag}].push_back(move.move.to.digest);
    }
};

}  // namespace

void apply(LedgerState& state, const Entry& entry)
{
    std::visit(Applier{state, entry}, entry.draft.body);
}

LedgerState fold(const std::vector<Entry>& entries, const std::string& edition)
{
    StateAt known;
    fold_more(known, entries, edition);
    return std::move(known.state);
}

void fold_more(StateAt& known, const std::vector<Entry>& entries, const std::string& edition)
{
    for (const auto& entry : entries)
        if (entry.draft.edition == edition) apply(known.state, entry);
    if (!entries.empty()) known.head = head_of(entries);
}

}  // namespace tagwarden
