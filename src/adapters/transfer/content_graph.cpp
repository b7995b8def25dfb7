// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/content_graph.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

#include "adapters/transfer/batches.h"
#include "adapters/transfer/interrupted.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

/// More than anybody nests; a hostile chain of indexes ends here.
constexpr int max_depth = 16;

Error too_deep(const Digest& digest)
{
    return {ErrorKind::malformed,
            fmt::format("{} is nested in indexes more than {} deep", digest.str(), max_depth),
            {},
            {}};
}

class Walk {
public:
    /// What was begun is not begun again, so that even a circle would end. `floor` is the level of the subject.
    Result<void> append(GraphNode& node, int floor)
    {
        if (!begun_.insert(&node).second) return {};
        if (node.problem) return fail(*node.problem);
        for (auto* child : node.manifests) {
            if (auto below = append(*child, 0); !below) return below;
            floor = std::max(floor, child->level);
        }
        node.level = std::max(node.level, floor + 1);
        found.push_back(&node);
        return append_attached(node);
    }

    std::vector<GraphNode*> found;

private:
    Result<void> append_attached(GraphNode& node)
    {
        for (auto* one : node.attached)
            if (auto behind = append(*one, node.level); !behind) return behind;
        for (const auto& tag : node.tags)
            if (auto behind = append(*tag.manifest, node.level); !behind) return behind;
        return {};
    }

    std::set<const GraphNode*> begun_;
};

}  // namespace

GraphNode& ContentGraph::add(const Descriptor& manifest)
{
    const auto known = known_.find({manifest.digest.str(), manifest.size, manifest.media_type});
    if (known != known_.end()) return *known->second;
    auto& node = nodes_.emplace_back(GraphNode{.descriptor = manifest});
    known_.emplace(Key(node.digest().str(), manifest.size, manifest.media_type), &node);
    unread_.push_back(&node);
    return node;
}

void ContentGraph::read()
{
    for (int depth = 0; !unread_.empty(); ++depth) {
        const auto level = std::exchange(unread_, {});
        if (depth < max_depth && !stop_.stopped()) {
            read_level(level);
            continue;
        }
        for (auto* node : level)
            node->problem = std::make_unique<Error>(depth < max_depth ? interrupted() : too_deep(node->digest()));
    }
}

void ContentGraph::settle_levels()
{
    // Digests leave no room for circles, neither of parts nor of subjects; the bound is for what hides behind an error.
    bool raised = true;
    for (std::size_t pass = 0; raised && pass < nodes_.size(); ++pass) {
        raised = false;
        const auto raise = [&](GraphNode& node, const GraphNode& before) {
            if (node.level > before.level) return;
            node.level = before.level + 1;
            raised = true;
        };
        for (auto& node : nodes_) {
            for (const auto* part : node.manifests) raise(node, *part);
            for (auto* one : node.attached) raise(*one, node);
        }
    }
}

void ContentGraph::read_level(std::span<GraphNode* const> level)
{
    for (const auto batch : batches(level)) {
        std::vector<Digest> digests;
        for (const auto* node : batch) digests.push_back(node->digest());
        auto contents = source_.manifests(digests);
        for (std::size_t i = 0; i < batch.size(); ++i) fill(*batch[i], std::move(contents[i]));
    }
}

void ContentGraph::fill(GraphNode& node, Result<ManifestContent> content)
{
    auto taken = content ? take_in(node, std::move(*content)) : fail(content.error());
    if (taken) return;
    node.problem = std::make_unique<Error>(std::move(taken.error()));
    node.problem->trail.push_back(fmt::format("reading manifest {}", node.digest().str()));
}

Result<void> ContentGraph::take_in(GraphNode& node, ManifestContent content)
{
    auto& descriptor = node.descriptor;
    if (content.descriptor.size != descriptor.size)
        return fail(ErrorKind::malformed, fmt::format("{} has {} bytes, wanted {}", descriptor.digest.str(),
                                                      content.descriptor.size, descriptor.size));
    const auto manifest = parse_manifest(content.bytes, descriptor.media_type);
    if (!manifest) return fail(manifest.error());
    // Bytes may leave their media type out; then what refers to them knows it.
    descriptor.media_type = manifest->media_type;
    node.bytes = std::move(content.bytes);
    if (manifest->subject) node.subject = manifest->subject->digest;
    const auto parts = parts_of(*manifest);
    for (const auto& blob : parts.blobs) node.blobs.push_back(blobs_.add(blob, source_));
    for (const auto& child : parts.manifests) node.manifests.push_back(&add(child));
    return {};
}

Result<std::vector<GraphNode*>> all_below(GraphNode& root)
{
    Walk walk;
    if (const auto all = walk.append(root, 0); !all) return fail(all.error());
    return std::move(walk.found);
}

}  // namespace tagwarden
