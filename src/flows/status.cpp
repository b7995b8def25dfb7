// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/status.h"

#include "core/channel_lookup.h"
#include "flows/missing_content.h"

namespace tagwarden {

std::string_view name_of(ChannelStatus::Place place)
{
    switch (place) {
        case ChannelStatus::Place::right: return "right";
        case ChannelStatus::Place::behind: return "behind";
        case ChannelStatus::Place::foreign: return "foreign";
        case ChannelStatus::Place::missing: return "missing";
        case ChannelStatus::Place::stranded: return "stranded";
        case ChannelStatus::Place::unanswered: return "unanswered";
    }
    return "";
}

namespace {

using Place = ChannelStatus::Place;

Place place_of(const ChannelStatus& status, const WantedChannel& wanted)
{
    if (!status.seen)
        return status.recorded ? Place::missing : wanted.release == nullptr ? Place::stranded : Place::behind;
    if (wanted.release != nullptr && wanted.content().digest == *status.seen) return Place::right;
    if (!status.recorded || status.recorded->digest != *status.seen) return Place::foreign;
    return wanted.release == nullptr ? Place::stranded : Place::behind;
}

ChannelStatus status_of(const RuleInputs& inputs, const WantedChannel& wanted, const Sight& sight)
{
    ChannelStatus status{
        wanted.channel, wanted.part, wanted.target->destination, wanted.at(), Place::unanswered, {}, "", {}, "",
        wanted.why,     ""};
    if (const auto record = inputs.state.tags.find(status.at); record != inputs.state.tags.end())
        status.recorded = record->second;
    if (wanted.release != nullptr) status.wanted = wanted.release->version();
    if (const auto next = next_waits(inputs, wanted)) status.why += "; " + *next;
    if (const auto seen = sight.seen.find(status.at); seen != sight.seen.end()) {
        if (seen->second) status.seen = seen->second->digest;
        status.place = place_of(status, wanted);
    }
    if (status.seen) {
        const bool ours = status.recorded && status.recorded->digest == *status.seen;
        status.version = ours ? status.recorded->version : inputs.state.version_of(*status.seen);
    }
    const FoundChannel channel{wanted.channel, wanted.rule, status.version};
    if (const auto* choice = rollback_choice(inputs, channel)) status.rollback_to = choice->version();
    return status;
}

std::vector<TagAt> names_of(const LedgerState& state, const std::vector<WantedChannel>& channels)
{
    std::vector<TagAt> names;
    for (const auto& channel : channels) names.push_back(channel.at());
    for (const auto& [at, record] : state.tags)
        if (record.role == Role::anchor) names.push_back(at);
    return names;
}

std::vector<AnchorTrouble> troubled_anchors(const LedgerState& state, const Sight& sight)
{
    std::vector<AnchorTrouble> troubles;
    for (const auto& [at, record] : state.tags) {
        const auto seen = sight.seen.find(at);
        if (record.role != Role::anchor || seen == sight.seen.end()) continue;
        if (seen->second && seen->second->digest == record.digest) continue;
        troubles.push_back(
            {at, record.version, record.digest, seen->second ? std::optional(seen->second->digest) : std::nullopt});
    }
    return troubles;
}

}  // namespace

Result<ProductStatus> product_status(const Product& product, LedgerReader& ledger, const ReadPlaces& places, Time now)
{
    const auto entries = ledger.entries();
    if (!entries) return during("reading the ledger", entries.error());
    ProductStatus status;
    status.edition = product.edition;
    status.state = fold(*entries, product.edition);
    const auto missing = missing_content(product, status.state, places);
    const RuleInputs inputs{product.configuration, product.targets, status.state, now, &missing};
    const auto channels = wanted_channels(inputs);
    if (!channels) return fail(channels.error());
    auto sight = look(places, names_of(status.state, *channels));
    for (const auto& channel : *channels) status.channels.push_back(status_of(inputs, channel, sight));
    status.anchors = troubled_anchors(status.state, sight);
    status.unanswered = std::move(sight.failed);
    return status;
}

}  // namespace tagwarden
