// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/manifest_puts.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "adapters/transfer/batches.h"
#include "adapters/transfer/interrupted.h"

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

/// Gives what has to be tried again: a repository may stop at the first that fails, whatever it thinks of the others.
Nodes put_batch(Destination& destination, const Nodes& nodes)
{
    std::vector<ManifestContent> contents;
    for (const auto* node : nodes) contents.push_back({node->descriptor, node->bytes});
    const auto answers = destination.repository().put_manifests(contents);
    const GraphNode* failed = nullptr;
    Nodes again;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (answers[i]) {
            note_copied(destination, *nodes[i]);
        } else if (failed != nullptr && is_of_the_manifest(answers[i].error().kind)) {
            again.push_back(nodes[i]);
        } else {
            failed = nodes[i];
            note_failed(destination, *nodes[i], answers[i].error());
        }
    }
    return again;
}

}  // namespace

void put_manifests(Destination& destination, const StopSignal& stop)
{
    for (const auto& [level, nodes] : missing_by_level(destination))
        for (const auto batch : batches(std::span(nodes), manifests_at_once)) {
            Nodes left(batch.begin(), batch.end());
            while (!left.empty()) {
                std::erase_if(left, [&](const GraphNode* node) { return !destination.wants(*node); });
                if (stop.stopped())
                    for (const auto* node : left) destination.fail_manifest(*node, interrupted());
                else
                    left = put_batch(destination, left);
            }
        }
}

}  // namespace tagwarden
