// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "adapters/transfer/blob_table.h"
#include "core/manifest.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// A manifest of a source, with what it refers to and what is attached to it.
struct GraphNode {
    struct Tag {
        TagName name;
        GraphNode* manifest = nullptr;
    };

    Descriptor descriptor;
    std::string bytes{};
    std::vector<GraphNode*> manifests{};
    std::vector<BlobId> blobs{};
    std::optional<Digest> subject{};
    std::vector<GraphNode*> attached{};   ///< its referrers
    std::vector<Tag> tags{};              ///< cosign's tags of it
    int level = 0;                        ///< higher than that of all that has to be stored before it
    std::vector<std::string> warnings{};  ///< what is attached to it and is left, and why
    std::unique_ptr<Error> problem{};     ///< why it, or what is attached to it, could not be read

    const Digest& digest() const { return descriptor.digest; }
};

/// The manifests of one source that some roots refer to, directly or through others: each read once, level by level,
/// so that the source gets whole batches.
class ContentGraph {
public:
    ContentGraph(ContentReader& source, BlobTable& blobs, const StopSignal& stop)
        : source_(source), blobs_(blobs), stop_(stop)
    {
    }

    /// The node of this manifest, which the next read() reads if it is new.
    GraphNode& add(const Descriptor& manifest);

    /// Reads what was added and all below it. What goes wrong is noted in the nodes.
    void read();

    /// Raises levels until each is above those of all that has to be stored before it, whichever root led there: to be
    /// called when all roots were looked at.
    void settle_levels();

    /// In the order in which they were added.
    std::size_t size() const { return nodes_.size(); }
    GraphNode& at(std::size_t index) { return nodes_[index]; }

private:
    /// By all that was said of a manifest: who states a wrong size or type must not spoil it for others.
    using Key = std::tuple<std::string_view, std::int64_t, std::string>;

    void read_level(std::span<GraphNode* const> level);
    void fill(GraphNode& node, Result<ManifestContent> content);
    Result<void> take_in(GraphNode& node, ManifestContent content);

    ContentReader& source_;
    BlobTable& blobs_;
    const StopSignal& stop_;
    std::deque<GraphNode> nodes_;
    std::vector<GraphNode*> unread_;
    std::map<Key, GraphNode*> known_;
};

/// A root and all below it, each once, children before what refers to them and what is attached behind its subject. The
/// first problem of any of them.
Result<std::vector<GraphNode*>> all_below(GraphNode& root);

}  // namespace tagwarden
