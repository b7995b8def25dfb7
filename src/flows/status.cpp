// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/status.h"

#include <set>
#include <unordered_set>

#include "core/anchors_that_matter.h"
#include "core/attached_tag.h"
#include "core/ledger/intended.h"
#include "core/nowhere.h"
#include "flows/content_holders.h"
#include "flows/content_jobs.h"
#include "flows/find_tags.h"
#include "flows/missing_content.h"

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
    if (!status.seen && status.recorded) return Place::missing;
    if (!status.seen && wanted.release != nullptr) return Place::behind;
    if (!status.seen) return wanted.held ? Place::right : Place::stranded;
    if (wanted.release != nullptr && wanted.content().digest == *status.seen) return Place::right;
    if (!status.recorded || status.recorded->digest != *status.seen)
        return intended(state, status.at, *status.seen) ? Place::unfinished : Place::foreign;
    if (wanted.release != nullptr) return Place::behind;
    return wanted.held ? Place::right : Place::stranded;
}

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
                         false,
                         false};
    status.recorded = inputs.state.tags.find(status.at);
    if (wanted.release != nullptr) status.wanted = wanted.release->version();
    if (const auto next = next_waits(inputs, wanted)) status.why += "; " + *next;
    if (const auto seen = sight.seen.find(status.at); seen != sight.seen.end()) {
        if (seen->second) status.seen = seen->second->digest;
        status.place = place_of(inputs.state, status, wanted);
    }
    if (status.seen) status.version = inputs.state.version_at(status.at, *status.seen);
    if (const auto* choice = choices.of(wanted, status.version)) {
        status.rollback_to = choice->version();
        status.rollback_complete = choice->complete_at.contains(wanted.target->location);
    }
    return status;
}

/// The content of the part that a rollback would bring.
const Descriptor* goal_of(const LedgerState& state, const ChannelStatus& status)
{
    const auto* known = state.find(status.rollback_to);
    return known == nullptr ? nullptr : &known->release.parts.at(status.part);
}

/// A release that nobody has any more is where a rollback does not go. Most are seen by an anchor that names them
/// somewhere; only for the others are the places asked.
void note_lost_goals(const ReadPlaces& places, const SeenTags& seen, ProductStatus& status)
{
    std::set<std::string> there;
    for (const auto& [at, names] : seen)
        if (names) there.insert(names->digest.str());
    NamedContent unseen;
    for (const auto& it : status.channels)
        if (const auto* goal = goal_of(status.state, it); goal != nullptr && !there.contains(goal->digest.str()))
            unseen.emplace(goal->digest.str(), *goal);
    const auto lost = lost_content(unseen, places);
    for (auto& it : status.channels)
        if (const auto* goal = goal_of(status.state, it); goal != nullptr)
            it.rollback_lost = lost.contains(goal->digest.str());
}

/// Places with tags that no run of ours set nor took over.
void look_for_unknown_tags(const Product& product, const ReadPlaces& places, Sight& sight, ProductStatus& status)
{
    for (const auto& target : product.targets) {
        const auto place = places.find(target.location);
        const bool asked = sight.failed.contains(target.location) || status.unknown.contains(target.location);
        if (place == places.end() || asked || knows_tags_at(status.state, target.location)) continue;
        auto tags = place->second->tags();
        if (!tags) {
            sight.failed.try_emplace(target.location, tags.error());
            continue;
        }
        std::erase_if(*tags, names_attached);
        if (!tags->empty()) status.unknown.insert_or_assign(target.location, tags->size());
    }
}

std::map<Location, Unasked> unasked(const Product& product, std::map<Location, Error> failed)
{
    std::map<Location, Unasked> all;
    for (auto& [location, error] : failed)
        all.emplace(location, Unasked{std::move(error), optional_place(product, location)});
    return all;
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

}  // namespace

Result<ProductStatus> product_status(const Product& product, LedgerReader& ledger, const ReadPlaces& places, Time now,
                                     Anchors anchors)
{
    auto journal = ledger.state(product.edition);
    if (!journal) return during("reading the ledger", journal.error());
    ProductStatus status;
    status.edition = product.edition;
    status.state = std::move(journal->state);
    const auto missing = missing_content(product, status.state, places);
    const RuleInputs inputs{product.configuration, product.targets, status.state, now, &missing, {}, product.edition};
    const auto channels = wanted_channels(inputs);
    if (!channels) return fail(channels.error());
    RollbackChoices choices(inputs);
    auto [names, known] = anchors_of(status.state, versions_that_matter(status.state, *channels, choices), anchors);
    status.anchors_known = known;
    status.anchors_asked = names.size();
    for (const auto& channel : *channels) names.push_back(channel.at());
    auto sight = look(places, names);
    for (const auto& channel : *channels)
        if (!is_nowhere(status.state, sight.seen, channel, *channels))
            status.channels.push_back(status_of(inputs, channel, sight, choices));
    status.anchors = overwritten_anchors(status.state, sight.seen);
    note_lost_goals(places, sight.seen, status);
    look_for_unknown_tags(product, places, sight, status);
    status.unanswered = unasked(product, std::move(sight.failed));
    return status;
}

}  // namespace tagwarden
