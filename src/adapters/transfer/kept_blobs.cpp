// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/kept_blobs.h"

#include <fmt/format.h>

#include "adapters/transfer/batches.h"

namespace tagwarden {

namespace {

bool came_now(BlobState state)
{
    return state == BlobState::copied || state == BlobState::mounted;
}

bool look_for(Destination& destination, std::span<const BlobId> ids, const BlobTable& blobs)
{
    std::vector<Descriptor> asked;
    for (const auto id : ids) asked.push_back(blobs.descriptor(id));
    const auto answers = destination.repository().has_blobs(asked);
    bool lost = false;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!answers[i]) {
            auto error = answers[i].error();
            error.trail.emplace_back("asking whether what was sent is there");
            destination.fail_blob(ids[i], error);
        } else if (!*answers[i]) {
            destination.set_state(ids[i], BlobState::missing);
            lost = true;
        }
    }
    return lost;
}

}  // namespace

bool find_lost_blobs(Destination& destination, const BlobTable& blobs)
{
    auto brought = destination.wanted();
    std::erase_if(brought, [&](BlobId blob) { return !came_now(destination.state(blob)); });
    bool lost = false;
    for (const auto batch : batches(std::span<const BlobId>(brought))) lost |= look_for(destination, batch, blobs);
    return lost;
}

void fail_lost_blobs(Destination& destination, const BlobTable& blobs)
{
    for (const auto blob : destination.wanted())
        if (destination.lacks(blob))
            destination.fail_blob(blob, not_kept("blob " + blobs.descriptor(blob).digest.str(), destination));
}

Error not_kept(std::string_view what, const Destination& destination)
{
    const auto where = destination.location() ? destination.location()->str() : "the destination";
    return {
        ErrorKind::malformed,
        fmt::format("{} was sent to {} twice; it said each time that it took it, and does not have it", what, where),
        "look into the registry's own log: a full disk, a quota, a cleaning that runs now",
        {}};
}

}  // namespace tagwarden
