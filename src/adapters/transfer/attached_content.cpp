// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/attached_content.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "adapters/transfer/at_once.h"
#include "adapters/transfer/batches.h"
#include "adapters/transfer/interrupted.h"
#include "base/text.h"
#include "core/attached_tag.h"

namespace tagwarden {

namespace {

/// A signature of a bill of materials of an image is at 2; a hostile chain ends here.
constexpr int max_rounds = 8;

void add_hint(Error& error)
{
    if (error.hint.empty()) error.hint = "--without-referrers leaves what is attached behind";
}

void note(GraphNode& node, Error error)
{
    if (node.problem) return;
    error.trail.push_back(fmt::format("looking for what is attached to {}", node.digest().str()));
    add_hint(error);
    node.problem = std::make_unique<Error>(std::move(error));
}

/// Manifests that are new since a round before, and could be read.
std::vector<GraphNode*> nodes_from(ContentGraph& graph, std::size_t first)
{
    std::vector<GraphNode*> nodes;
    for (auto i = first; i < graph.size(); ++i)
        if (!graph.at(i).problem) nodes.push_back(&graph.at(i));
    return nodes;
}

/// Such as the artifact manifests of early ORAS, which image-spec 1.1 dropped.
std::string left_behind(const Descriptor& referrer, const Digest& subject)
{
    return fmt::format("{}, which is attached to {}, was left: its media type '{}' is no manifest that can be copied",
                       referrer.digest.str(), subject.str(), printable(referrer.media_type));
}

using Nodes = std::span<GraphNode* const>;

void add_referrers(ContentGraph& graph, Nodes nodes, const Each<std::vector<Referrer>>& answers)
{
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!answers[i]) {
            note(*nodes[i], answers[i].error());
            continue;
        }
        for (const auto& referrer : *answers[i]) {
            if (is_manifest(referrer.descriptor.media_type))
                nodes[i]->attached.push_back(&graph.add(referrer.descriptor));
            else
                nodes[i]->warnings.push_back(left_behind(referrer.descriptor, nodes[i]->digest()));
        }
    }
}

/// `tags` are those of each node, one node after the other.
void add_tagged(ContentGraph& graph, Nodes nodes, std::span<const TagName> tags,
                const Each<std::optional<Descriptor>>& answers)
{
    const auto tags_each = tags.size() / nodes.size();
    for (std::size_t i = 0; i < tags.size(); ++i) {
        auto& node = *nodes[i / tags_each];
        if (!answers[i])
            note(node, answers[i].error());
        else if (*answers[i])
            node.tags.push_back({tags[i], &graph.add(**answers[i])});
    }
}

void add_attached(ContentGraph& graph, RepositoryReader& source, Nodes nodes)
{
    std::vector<Digest> subjects;
    std::vector<TagName> tags;
    for (const auto* node : nodes) {
        subjects.push_back(node->digest());
        std::ranges::move(cosign_tags(node->digest()), std::back_inserter(tags));
    }
    Each<std::vector<Referrer>> referrers;
    Each<std::optional<Descriptor>> tagged;
    at_once([&] { referrers = source.referrers(subjects); }, [&] { tagged = source.resolve(tags); });
    add_referrers(graph, nodes, referrers);
    add_tagged(graph, nodes, tags, tagged);
}

/// A list may be older than what it lists, and anybody may have written it: only what names the subject itself counts.
void keep_true_referrers(GraphNode& node)
{
    std::erase_if(node.attached, [&](const GraphNode* one) {
        if (one->problem) return one->problem->kind == ErrorKind::not_found;
        return one->subject != node.digest();
    });
    for (auto* one : node.attached)
        if (one->problem) add_hint(*one->problem);
    for (const auto& tag : node.tags)
        if (tag.manifest->problem) add_hint(*tag.manifest->problem);
}

}  // namespace

void read_attached(ContentGraph& graph, RepositoryReader& source, const StopSignal& stop)
{
    std::size_t asked = 0;
    for (int round = 0; asked < graph.size(); ++round) {
        const auto nodes = nodes_from(graph, std::exchange(asked, graph.size()));
        if (round == max_rounds || stop.stopped()) {
            for (auto* node : nodes)
                note(*node, round < max_rounds
                                ? interrupted()
                                : Error{ErrorKind::malformed,
                                        fmt::format("content is attached to content more than {} times", max_rounds),
                                        {},
                                        {}});
            return;
        }
        for (const auto batch : batches(std::span(nodes))) add_attached(graph, source, batch);
        graph.read();
        for (auto* node : nodes) keep_true_referrers(*node);
    }
}

}  // namespace tagwarden
