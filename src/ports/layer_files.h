// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/descriptor.h"
#include "ports/registry.h"

namespace tagwarden {

/// What somebody wants to know of a file in an image.
struct FileQuestion {
    std::string path;  ///< absolute, in the image
    std::optional<std::string>
        match;  ///< a regular expression (RE2) over the file's bytes; its first group is the answer
};

struct FileAnswer {
    bool found = false;              ///< the file is in the image
    std::vector<std::string> texts;  ///< without `match` the trimmed content, else every distinct match, in order
};

/// Reads files out of the layers of an image as a container would see them: the topmost layer wins,
/// whiteouts hide (image-spec 1.1, "Layer"), symbolic links are followed inside the image.
struct LayerFiles {
    virtual ~LayerFiles() = default;

    /// Answers in order. `layers` are lowest first. A layer that cannot be read fails the question that needs it.
    virtual Each<FileAnswer> read(ContentReader& content, std::span<const Descriptor> layers,
                                  std::span<const FileQuestion> questions) = 0;
};

}  // namespace tagwarden
