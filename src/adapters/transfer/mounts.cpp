// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/mounts.h"

#include <map>
#include <set>

#include "adapters/transfer/batches.h"
#include "adapters/transfer/in_threads.h"

namespace tagwarden {

namespace {

/// Which blobs a destination may find where.
struct Offer {
    Destination* destination = nullptr;
    std::map<Location, std::vector<BlobId>> at;
};

void offer_from_sources(Offer& offer)
{
    for (const auto* job : offer.destination->live_jobs()) {
        if (!job->job->from || job->job->from == offer.destination->location()) continue;
        auto& there = offer.at[*job->job->from];
        for (const auto blob : job->blobs)
            if (offer.destination->lacks(blob)) there.push_back(blob);
    }
}

void offer_from(const Destination& other, Offer& offer)
{
    if (&other == offer.destination || !share_a_registry(other, *offer.destination)) return;
    auto& there = offer.at[*other.location()];
    for (const auto blob : other.wanted())
        if (other.state(blob) == BlobState::present && offer.destination->lacks(blob)) there.push_back(blob);
}

void mount_batch(Destination& destination, std::span<const BlobId> ids, const Location& from, const BlobTable& blobs)
{
    std::vector<Descriptor> asked;
    for (const auto id : ids) asked.push_back(blobs.descriptor(id));
    const auto answers = destination.repository().mount_blobs(asked, from);
    for (std::size_t i = 0; i < ids.size(); ++i)
        if (answers[i] && *answers[i]) destination.set_state(ids[i], BlobState::mounted);
}

void accept(const Offer& offer, const BlobTable& blobs)
{
    for (const auto& [location, offered] : offer.at) {
        auto ids = offered;
        // Several jobs, or another place, may have offered the same.
        std::set<BlobId> seen;
        std::erase_if(ids, [&](BlobId id) { return !offer.destination->lacks(id) || !seen.insert(id).second; });
        for (const auto batch : batches(std::span<const BlobId>(ids)))
            mount_batch(*offer.destination, batch, location, blobs);
    }
}

}  // namespace

bool share_a_registry(const Destination& one, const Destination& other)
{
    return one.location() && other.location() && one.location()->kind() == LocationKind::registry &&
           other.location()->kind() == LocationKind::registry && one.location()->host() == other.location()->host();
}

void mount_from_sources(Destination& destination, const BlobTable& blobs)
{
    Offer offer{&destination, {}};
    offer_from_sources(offer);
    accept(offer, blobs);
}

void mount_from_others(std::span<Destination> destinations, const BlobTable& blobs)
{
    // All offers are made before the first is accepted: then each destination has only to do with itself.
    std::vector<Offer> offers;
    for (auto& destination : destinations) {
        auto& offer = offers.emplace_back(Offer{&destination, {}});
        for (const auto& other : destinations) offer_from(other, offer);
    }
    in_threads(std::span(offers), [&](const Offer& offer) { accept(offer, blobs); });
}

}  // namespace tagwarden
