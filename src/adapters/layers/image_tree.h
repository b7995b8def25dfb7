// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "adapters/layers/layer_archive.h"
#include "base/result.h"

namespace tagwarden {

/// Every name of one layer. Whiteouts are names like others here: that of "a/b" is "a/.wh.b".
using LayerNames = std::map<std::string, LayerEntry, std::less<>>;

/// The names of the layers that were read so far, from the top down, and what a container would see of them:
/// the topmost layer wins, whiteouts hide what is below them (image-spec 1.1, "Layer", "Whiteouts"), links are
/// followed inside the image. A folder without an entry of its own counts as one in its layer, as containerd's
/// overlay has it: a layer that brings only "bin/x" makes a link "bin" of a lower layer a folder.
class ImageTree {
public:
    /// Of how many layers the image is made.
    explicit ImageTree(std::size_t layers) : layers_(layers) {}

    /// The names of the next layer, going down.
    void add(LayerNames names) { read_.push_back(std::move(names)); }

    /// Where a path ends.
    struct File {
        std::size_t depth;  ///< of its layer: 0 is the topmost
        std::string path;   ///< its name there
    };
    struct Absent {};
    /// Nothing is known before the next layer is read. It will be a file of this path there, if no link comes up.
    struct Unknown {
        std::string guess;
    };
    using Place = std::variant<File, Absent, Unknown>;

    /// malformed when there are too many links.
    Result<Place> resolve(std::string_view path) const;

private:
    struct Seen {
        std::size_t depth;
        LayerEntry entry;
        std::string path;
    };
    enum class Sight { absent, unknown };
    using Look = std::variant<Seen, Sight>;

    /// A way through the image: the folder it has come to, and what is left of it.
    struct Walk {
        std::string folder;
        std::deque<std::string> rest;
        int links = 0;
    };

    std::optional<Place> step(Walk& walk) const;
    static void follow(std::string_view target, Walk& walk);
    Look look(std::string_view path, std::size_t from_depth) const;
    Look through_hard_links(Look found, int& links) const;

    std::size_t layers_;
    std::vector<LayerNames> read_;
};

}  // namespace tagwarden
