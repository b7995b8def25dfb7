// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "adapters/layers/file_capture.h"
#include "adapters/layers/image_tree.h"
#include "ports/layer_files.h"

namespace tagwarden {

/// One run over the layers of one image: which questions are open, and what is known of its names.
class FileSearch {
public:
    FileSearch(ContentReader& content, std::span<const Descriptor> layers, std::span<const FileQuestion> questions);

    Each<FileAnswer> run();

private:
    struct State {
        FileQuestion question;
        std::shared_ptr<const RE2> pattern;
        std::string guess;  ///< the path it may have in the next layer
        bool open = true;   ///< more layers must be read before it is known where the file is
        Result<FileAnswer> answer;
    };
    /// Which questions want which path of a layer, and what a read of the layer gave them.
    using Wanted = std::map<std::string, std::vector<std::size_t>>;
    using Captured = std::map<std::size_t, Result<FileAnswer>>;

    void check_patterns();
    std::vector<std::size_t> open_questions() const;
    void close(std::size_t question, Result<FileAnswer> answer);

    void read_down(std::size_t depth);
    void settle(std::size_t question, std::size_t depth, const Captured& captured);
    void fetch(std::size_t depth, const Wanted& wanted);

    Result<Captured> read_layer(std::size_t depth, const Wanted& wanted, LayerNames* names);
    Result<Captured> read_entries(LayerArchive& archive, const Wanted& wanted, LayerNames* names);
    Result<void> remember(NamedEntry entry, LayerNames& names);
    Result<void> capture(LayerArchive& archive, const std::string& path, const std::vector<std::size_t>& questions,
                         Captured& captured);
    const Descriptor& layer_at(std::size_t depth) const { return layers_[layers_.size() - 1 - depth]; }

    ContentReader& content_;
    std::span<const Descriptor> layers_;
    std::vector<State> states_;
    ImageTree tree_;
    std::size_t remembered_ = 0;               ///< about how many bytes the names take
    std::map<std::size_t, Wanted> elsewhere_;  ///< by depth: what a link led to after its layer had passed
};

}  // namespace tagwarden
