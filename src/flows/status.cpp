// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/status.h"

#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include "core/channel_lookup.h"
#include "core/ledger/intended.h"

namespace tagwarden {

std::string_view name_of(ChannelStatus::Place place)
{
    switch (place) {
        case ChannelStatus::Place::right: return "right";
        case ChannelStatus::Place::behind: return "behind";
        case ChannelStatus::Place::unfinished: return "unfinished";
        case ChannelStatus::Place::foreign: return "foreign";
        case ChannelStatus::Place::missing: return "missing";
        case ChannelStatus::Place::stranded: return "stranded";
        case ChannelStatus::Place::unanswered: return "unanswered";
    }
    return "";
}

namespace {

using Place = ChannelStatus::Place;

Place place_of(const LedgerState& state, const ChannelStatus& status, const WantedChannel& wanted)
{
    if (!status.seen)
        return status.recorded ? Place::missing : wanted.release == nullptr ? Place::stranded : Place::behind;
    if (wanted.release != nullptr && wanted.content().digest == *status.seen) return Place::right;
    if (!status.recorded || status.recorded->digest != *status.seen)
        return intended(state, status.at, *status.seen) ? Place::unfinished : Place::foreign;
    return wanted.release == nullptr ? Place::stranded : Place::behind;
}

/// The releases that channels would be taken back to, each found once.
class RollbackChoices {
public:
    explicit RollbackChoices(const RuleInputs& inputs) : inputs_(inputs) {}

    const KnownRelease* of(const WantedChannel& channel, const std::string& version)
    {
        const auto [known, fresh] = choices_.try_emplace({channel.rule, channel.channel, version}, nullptr);
        if (fresh) known->second = rollback_choice(inputs_, {channel.channel, channel.rule, version});
        return known->second;
    }

private:
    const RuleInputs& inputs_;
    std::map<std::tuple<const ChannelConfiguration*, std::string, std::string>, const KnownRelease*> choices_;
};

ChannelStatus status_of(const RuleInputs& inputs, const WantedChannel& wanted, const Sight& sight,
                        RollbackChoices& choices)
{
    ChannelStatus status{wanted.channel,
                         wanted.part,
                         wanted.target->destination,
                         wanted.at(),
                         Place::unanswered,
                         {},
                         "",
                         {},
                         "",
                         wanted.why,
                         "",
                         false};
    status.recorded = inputs.state.tags.find(status.at);
    if (wanted.release != nullptr) status.wanted = wanted.release->version();
    if (const auto seen = sight.seen.find(status.at); seen != sight.seen.end()) {
        if (seen->second) status.seen = seen->second->digest;
        status.place = place_of(inputs.state, status, wanted);
    }
    if (status.seen) {
        const bool ours = status.recorded && status.recorded->digest == *status.seen;
        status.version = ours ? status.recorded->version : inputs.state.version_of(*status.seen);
    }
    if (const auto* choice = choices.of(wanted, status.version)) {
        status.rollback_to = choice->version();
        status.rollback_complete = choice->complete_at.contains(wanted.target->location);
    }
    return status;
}

/// The versions of the first so many, in the order of their keys, the highest first.
template <class Key>
void add_last(std::multimap<Key, std::string>& by_key, std::set<std::string>& versions)
{
    std::size_t left = latest_that_matter;
    for (auto it = by_key.rbegin(); it != by_key.rend() && left > 0; ++it, --left) versions.insert(it->second);
}

std::set<std::string> versions_that_matter(const LedgerState& state, const std::vector<WantedChannel>& channels,
                                           RollbackChoices& choices)
{
    std::set<std::string> versions;
    for (const auto& wanted : channels) {
        if (wanted.release != nullptr) versions.insert(wanted.release->version());
        const auto record = state.tags.find(wanted.at());
        if (!record) continue;
        versions.insert(record->version);
        if (const auto* choice = choices.of(wanted, record->version)) versions.insert(choice->version());
    }
    std::multimap<Time, std::string> made, withdrawn;
    for (const auto& [version, known] : state.releases) {
        made.emplace(known.release.created, version);
        if (made.size() > latest_that_matter) made.erase(made.begin());
        if (known.withdrawn) withdrawn.emplace(known.withdrawn->time, version);
    }
    add_last(made, versions);
    add_last(withdrawn, versions);
    return versions;
}

/// The anchors of these releases, or of all, and how many there are.
struct AnchorNames {
    std::vector<TagAt> names;
    std::size_t known = 0;
};

AnchorNames anchors_of(const LedgerState& state, const std::set<std::string>& versions, Anchors which)
{
    const std::unordered_set<std::string_view> matter(versions.begin(), versions.end());
    AnchorNames anchors;
    for (const auto& row : state.tags) {
        if (row.role() != Role::anchor) continue;
        ++anchors.known;
        if (which == Anchors::all || matter.contains(row.version())) anchors.names.push_back(row.at());
    }
    return anchors;
}

std::vector<AnchorTrouble> troubled_anchors(const LedgerState& state, const Sight& sight)
{
    std::vector<AnchorTrouble> troubles;
    for (const auto& [at, seen] : sight.seen) {
        const auto record = state.tags.find(at);
        if (!record || record->role != Role::anchor || (seen && seen->digest == record->digest)) continue;
        troubles.push_back({at, record->version, record->digest, seen ? std::optional(seen->digest) : std::nullopt});
    }
    return troubles;
}

}  // namespace

Result<ProductStatus> product_status(const Product& product, const std::string& edition, LedgerReader& ledger,
                                     const ReadPlaces& places, Time now, Anchors anchors)
{
    auto journal = ledger.state(edition);
    if (!journal) return during("reading the ledger", journal.error());
    ProductStatus status;
    status.state = std::move(journal->state);
    const RuleInputs inputs{product.configuration, product.targets, status.state, now};
    const auto channels = wanted_channels(inputs);
    if (!channels) return fail(channels.error());
    RollbackChoices choices(inputs);
    auto [names, known] = anchors_of(status.state, versions_that_matter(status.state, *channels, choices), anchors);
    status.anchors_known = known;
    status.anchors_asked = names.size();
    for (const auto& channel : *channels) names.push_back(channel.at());
    auto sight = look(places, names);
    for (const auto& channel : *channels) status.channels.push_back(status_of(inputs, channel, sight, choices));
    status.anchors = troubled_anchors(status.state, sight);
    status.unanswered = std::move(sight.failed);
    return status;
}

}  // namespace tagwarden
