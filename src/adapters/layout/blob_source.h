// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <string>

#include "ports/registry.h"

namespace tagwarden {

/// Where the files of a layout are: in a folder or in an archive. Paths are relative: "blobs/sha256/9f86…".
struct BlobSource {
    virtual ~BlobSource() = default;

    /// What people call it: "layout 'out/hub'".
    virtual std::string name() const = 0;

    /// The size of a file; nothing when it is not there.
    virtual Result<std::optional<std::int64_t>> size_of(const std::string& path) = 0;

    /// The bytes of a file, unchecked. not_found when it is not there.
    virtual Result<std::unique_ptr<ByteStream>> open(const std::string& path) = 0;
};

/// A whole file; nothing when it is not there, malformed when it is larger than any manifest may be.
Result<std::optional<std::string>> read_text(BlobSource& source, const std::string& path);

/// Where a layout keeps this content (image-spec 1.1, "Image Layout", blobs).
std::string blob_path(const Digest& digest);

}  // namespace tagwarden
