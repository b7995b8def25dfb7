// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/existence.h"

#include <algorithm>

#include "adapters/transfer/batches.h"
#include "adapters/transfer/mounts.h"

namespace tagwarden {

namespace {

Error while_asking(Error error)
{
    error.trail.emplace_back("asking what is there already");
    return error;
}

void ask_about_blobs(Destination& destination, std::span<const BlobId> ids, const BlobTable& blobs)
{
    std::vector<Descriptor> asked;
    for (const auto id : ids) asked.push_back(blobs.descriptor(id));
    const auto answers = destination.repository().has_blobs(asked);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (!answers[i])
            destination.fail_blob(ids[i], while_asking(answers[i].error()));
        else if (*answers[i])
            destination.set_state(ids[i], BlobState::present);
    }
}

void ask_about_manifests(Destination& destination, std::span<const GraphNode* const> nodes)
{
    std::vector<Digest> asked;
    for (const auto* node : nodes) asked.push_back(node->digest());
    const auto answers = destination.repository().has_manifests(asked);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!answers[i])
            destination.fail_manifest(*nodes[i], while_asking(answers[i].error()));
        else if (*answers[i])
            destination.set_there(*nodes[i]);
    }
}

bool lists(const std::vector<Referrer>& referrers, const GraphNode& node)
{
    return std::ranges::any_of(referrers, [&](const Referrer& one) { return one.descriptor.digest == node.digest(); });
}

void ask_about_subjects(Destination& destination, std::span<const GraphNode* const> nodes)
{
    std::vector<Digest> subjects;
    for (const auto* node : nodes) subjects.push_back(*node->subject);
    const auto answers = destination.repository().referrers(subjects);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!answers[i])
            destination.fail_manifest(*nodes[i], while_asking(answers[i].error()));
        else if (!lists(*answers[i], *nodes[i]))
            destination.set_absent(*nodes[i]);
    }
}

std::vector<const GraphNode*> manifests_of(const Destination& destination)
{
    std::set<const GraphNode*> all;
    for (const auto* job : destination.live_jobs()) all.insert(job->manifests.begin(), job->manifests.end());
    return {all.begin(), all.end()};
}

}  // namespace

void ask_what_is_there(Destination& destination, const BlobTable& blobs)
{
    auto manifests = manifests_of(destination);
    for (const auto batch : batches(std::span(manifests))) ask_about_manifests(destination, batch);
    const auto has = [&](const GraphNode* node) { return destination.has(*node); };
    const bool has_none = std::ranges::none_of(manifests, has);
    if (has_none) mount_from_sources(destination, blobs);
    auto lacking = destination.wanted();
    std::erase_if(lacking, [&](BlobId blob) { return !destination.lacks(blob); });
    for (const auto batch : batches(std::span<const BlobId>(lacking))) ask_about_blobs(destination, batch, blobs);
    if (!has_none) mount_from_sources(destination, blobs);
    std::erase_if(manifests, [&](const GraphNode* node) { return !node->subject || !destination.has(*node); });
    for (const auto batch : batches(std::span(manifests))) ask_about_subjects(destination, batch);
}

}  // namespace tagwarden
