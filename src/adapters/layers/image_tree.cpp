// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/image_tree.h"

#include <fmt/format.h>

#include "adapters/layers/layer_path.h"
#include "base/text.h"

namespace tagwarden {

namespace {

using Type = LayerEntry::Type;

constexpr int most_links = 40;  // as many as Linux follows
constexpr std::string_view whiteout_prefix = ".wh.";
constexpr std::string_view opaque_marker = ".wh..wh..opq";

std::optional<LayerEntry> entry_in(const LayerNames& layer, std::string_view path)
{
    if (const auto found = layer.find(path); found != layer.end()) return found->second;
    const auto inside = std::string(path) + "/";
    const auto first = layer.lower_bound(inside);
    if (first != layer.end() && first->first.starts_with(inside)) return LayerEntry{Type::folder, ""};
    return std::nullopt;
}

/// True when this layer lets nothing of that path through from the layers below it.
bool hides(const LayerNames& layer, std::string_view path)
{
    for (auto inner = path; !inner.empty(); inner = parent_of(inner)) {
        const auto folder = parent_of(inner);
        if (layer.contains(path_in(folder, std::string(whiteout_prefix) + std::string(base_of(inner))))) return true;
        if (layer.contains(path_in(folder, opaque_marker))) return true;
        if (inner == path) continue;
        const auto above = entry_in(layer, inner);
        if (above && above->type != Type::folder) return true;
    }
    return false;
}

/// What is left to walk, outermost first.
std::deque<std::string> parts_of(std::string_view path)
{
    std::deque<std::string> parts;
    for (const auto part : split(path, '/'))
        if (!part.empty() && part != ".") parts.emplace_back(part);
    return parts;
}

std::string with_rest(std::string path, const std::deque<std::string>& rest)
{
    for (const auto& part : rest) path = layer_path(path_in(path, part));
    return path;
}

}  // namespace

ImageTree::Look ImageTree::look(std::string_view path, std::size_t from_depth) const
{
    for (auto depth = from_depth; depth < read_.size(); ++depth) {
        if (auto entry = entry_in(read_[depth], path)) return Seen{depth, std::move(*entry), std::string(path)};
        if (hides(read_[depth], path)) return Sight::absent;
    }
    return read_.size() < layers_ ? Sight::unknown : Sight::absent;
}

/// A hard link shares what its target was when its own layer was made, whatever the layers above say.
ImageTree::Look ImageTree::through_hard_links(Look found, int& links) const
{
    for (; links <= most_links; ++links) {
        const auto* seen = std::get_if<Seen>(&found);
        if (seen == nullptr || seen->entry.type != Type::hard_link) return found;
        const auto target = seen->entry.target;
        found = look(target, seen->depth);
    }
    return found;
}

Result<ImageTree::Place> ImageTree::resolve(std::string_view path) const
{
    Walk walk{"", parts_of(path)};
    while (walk.links <= most_links)
        if (auto place = step(walk)) return std::move(*place);
    return fail(ErrorKind::malformed,
                fmt::format("'{}' leads through more than {} links in the image", printable(path), most_links),
                "look for a link that leads back to itself");
}

std::optional<ImageTree::Place> ImageTree::step(Walk& walk) const
{
    if (walk.rest.empty()) return Absent{};  // it ends at a folder
    const auto part = std::move(walk.rest.front());
    walk.rest.pop_front();
    if (part == "..") {
        walk.folder = parent_of(walk.folder);
        return std::nullopt;
    }
    if (part.starts_with(whiteout_prefix)) return Absent{};

    auto here = path_in(walk.folder, part);
    const auto found = through_hard_links(look(here, 0), walk.links);
    if (const auto* sight = std::get_if<Sight>(&found)) {
        if (*sight == Sight::absent) return Absent{};
        return Unknown{with_rest(std::move(here), walk.rest)};
    }
    const auto& seen = std::get<Seen>(found);
    switch (seen.entry.type) {
        case Type::folder: walk.folder = std::move(here); return std::nullopt;
        case Type::symbolic_link: follow(seen.entry.target, walk); return std::nullopt;
        case Type::hard_link: return std::nullopt;  // too many of them; the caller sees it
        case Type::file:
            if (walk.rest.empty()) return File{seen.depth, seen.path};
            return Absent{};
        case Type::other: return Absent{};
    }
    return Absent{};
}

void ImageTree::follow(std::string_view target, Walk& walk)
{
    ++walk.links;
    if (target.starts_with('/')) walk.folder.clear();
    const auto parts = parts_of(target);
    walk.rest.insert(walk.rest.begin(), parts.begin(), parts.end());
}

}  // namespace tagwarden
