// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/content_graph.h"

#include <fmt/format.h>

#include <map>
#include <set>

#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

/// More than anybody nests; a hostile chain of indexes ends here.
constexpr int max_depth = 16;

struct Node {
    ManifestContent content;
    ManifestParts parts;
};

class Walk {
public:
    explicit Walk(ContentReader& source) : source_(source) {}

    /// Reads level by level, so that the source gets whole batches.
    Result<void> read(const Descriptor& root)
    {
        std::vector<Descriptor> level{root};
        for (int depth = 0; !level.empty(); ++depth) {
            if (depth == max_depth)
                return fail(ErrorKind::malformed,
                            fmt::format("{} nests indexes more than {} deep", root.digest.str(), max_depth));
            auto below = read_level(level);
            if (!below) return fail(below.error());
            level = std::move(*below);
        }
        return {};
    }

    ContentGraph graph(const Descriptor& root)
    {
        ContentGraph graph;
        append(root.digest, graph);
        return graph;
    }

private:
    /// Gives what the next level has that was not read yet.
    Result<std::vector<Descriptor>> read_level(const std::vector<Descriptor>& level)
    {
        std::vector<Digest> digests;
        for (const auto& descriptor : level) digests.push_back(descriptor.digest);
        const auto contents = source_.manifests(digests);
        for (std::size_t i = 0; i < level.size(); ++i) {
            const auto what = fmt::format("reading manifest {}", level[i].digest.str());
            if (!contents[i]) return during(what, contents[i].error());
            if (const auto added = add(level[i], *contents[i]); !added) return during(what, added.error());
        }
        return unread_below(level);
    }

    Result<void> add(const Descriptor& declared, ManifestContent content)
    {
        if (content.descriptor.size != declared.size)
            return fail(ErrorKind::malformed, fmt::format("{} has {} bytes, wanted {}", declared.digest.str(),
                                                          content.descriptor.size, declared.size));
        const auto manifest = parse_manifest(content.bytes, declared.media_type);
        if (!manifest) return fail(manifest.error());
        // Bytes may leave their media type out; then what refers to them knows it.
        content.descriptor.media_type = manifest->media_type;
        nodes_.emplace(declared.digest, Node{std::move(content), parts_of(*manifest)});
        return {};
    }

    std::vector<Descriptor> unread_below(const std::vector<Descriptor>& level) const
    {
        std::vector<Descriptor> below;
        std::set<Digest, DigestBefore> listed;
        for (const auto& parent : level)
            for (const auto& child : nodes_.at(parent.digest).parts.manifests)
                if (!nodes_.contains(child.digest) && listed.insert(child.digest).second) below.push_back(child);
        return below;
    }

    /// Children first. What was begun is not begun again, so that even a circle would end.
    void append(const Digest& digest, ContentGraph& graph)
    {
        if (!begun_.insert(digest).second) return;
        const auto& node = nodes_.at(digest);
        for (const auto& child : node.parts.manifests) append(child.digest, graph);
        for (const auto& blob : node.parts.blobs)
            if (blobs_.insert(blob.digest).second) graph.blobs.push_back(blob);
        graph.manifests.push_back(node.content);
    }

    ContentReader& source_;
    std::map<Digest, Node, DigestBefore> nodes_;
    std::set<Digest, DigestBefore> begun_;
    std::set<Digest, DigestBefore> blobs_;
};

}  // namespace

Result<ContentGraph> read_graph(ContentReader& source, const Descriptor& root)
{
    Walk walk(source);
    if (const auto read = walk.read(root); !read) return fail(read.error());
    return walk.graph(root);
}

}  // namespace tagwarden
