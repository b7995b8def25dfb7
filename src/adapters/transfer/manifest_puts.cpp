// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/manifest_puts.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "adapters/transfer/batches.h"
#include "adapters/transfer/interrupted.h"
#include "adapters/transfer/kept_blobs.h"

namespace tagwarden {

namespace {

/// Manifests are copied to be handed over, so fewer at a time than questions.
constexpr std::size_t manifests_at_once = 64;

using Nodes = std::vector<const GraphNode*>;

std::map<int, Nodes> missing_by_level(const Destination& destination)
{
    std::set<const GraphNode*> all;
    for (const auto* job : destination.live_jobs()) all.insert(job->manifests.begin(), job->manifests.end());
    std::map<int, Nodes> levels;
    for (const auto* node : all)
        if (!destination.has(*node)) levels[node->level].push_back(node);
    return levels;
}

/// The first job that needs a manifest counts it.
void note_copied(Destination& destination, const GraphNode& node)
{
    destination.set_there(node);
    for (auto* job : destination.live_jobs())
        if (job->needs(node)) {
            ++job->manifests_copied;
            return;
        }
}

/// True where another manifest may fare better at the same place.
bool is_of_the_manifest(ErrorKind kind)
{
    return kind == ErrorKind::malformed || kind == ErrorKind::refused || kind == ErrorKind::not_found;
}

void note_failed(Destination& destination, const GraphNode& node, Error error)
{
    error.trail.push_back(fmt::format("storing manifest {}", node.digest().str()));
    destination.fail_manifest(node, error);
}

/// Stores the manifests of one level at one destination.
class LevelPuts {
public:
    explicit LevelPuts(Destination& destination) : destination_(destination) {}

    /// Gives what has to be tried again: a repository may stop at the first that fails, whatever it thinks of the
    /// others, and may say that it took one and not have it.
    Nodes put(const Nodes& nodes)
    {
        std::vector<ManifestContent> contents;
        for (const auto* node : nodes) contents.push_back({node->descriptor, node->bytes});
        const auto answers = destination_.repository().put_manifests(contents);
        Nodes taken;
        Nodes again;
        const GraphNode* failed = nullptr;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (answers[i]) {
                taken.push_back(nodes[i]);
            } else if (failed != nullptr && is_of_the_manifest(answers[i].error().kind)) {
                again.push_back(nodes[i]);
            } else {
                failed = nodes[i];
                note_failed(destination_, *nodes[i], answers[i].error());
            }
        }
        look_for(taken, again);
        return again;
    }

private:
    void look_for(const Nodes& taken, Nodes& again)
    {
        std::vector<Digest> digests;
        for (const auto* node : taken) digests.push_back(node->digest());
        const auto answers = destination_.repository().has_manifests(digests);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            if (!answers[i])
                note_failed(destination_, *taken[i], answers[i].error());
            else if (*answers[i])
                note_copied(destination_, *taken[i]);
            else if (lost_.insert(taken[i]).second)
                again.push_back(taken[i]);
            else
                note_failed(destination_, *taken[i], not_kept("manifest " + taken[i]->digest().str(), destination_));
        }
    }

    Destination& destination_;
    std::set<const GraphNode*> lost_;  ///< once already
};

}  // namespace

void put_manifests(Destination& destination, const StopSignal& stop)
{
    for (const auto& [level, nodes] : missing_by_level(destination)) {
        LevelPuts puts(destination);
        for (const auto batch : batches(std::span(nodes), manifests_at_once)) {
            Nodes left(batch.begin(), batch.end());
            while (!left.empty()) {
                std::erase_if(left, [&](const GraphNode* node) { return !destination.wants(*node); });
                if (stop.stopped())
                    for (const auto* node : left) destination.fail_manifest(*node, interrupted());
                else
                    left = puts.put(left);
            }
        }
    }
}

}  // namespace tagwarden
