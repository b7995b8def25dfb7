// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>

#include "adapters/layers/unpacked_layer.h"
#include "ports/registry.h"

namespace tagwarden {

/// What one name of a layer is.
struct LayerEntry {
    enum class Type { file, folder, symbolic_link, hard_link, other };
    Type type = Type::other;
    std::string target;  ///< of a symbolic link: as written; of a hard link: the path in the layer
};

struct NamedEntry {
    std::string path;  ///< as layer_path() keeps it
    LayerEntry entry;
};

/// The entries of one layer, in the order of its bytes.
class LayerArchive {
public:
    explicit LayerArchive(std::unique_ptr<ByteStream> bytes);

    /// Nothing at the end. malformed when the bytes are no tar file in a known compression.
    Result<std::optional<NamedEntry>> next();

    /// Content of the entry that next() gave last; 0 at its end.
    Result<std::size_t> read(std::span<char> into);

    /// Reads what is behind the archive, so that the stream checks the digest of the whole layer; malformed, too, when
    /// the bytes ended inside the content of an entry.
    Result<void> finish();

private:
    std::unexpected<Error> failure();
    /// malformed when the bytes ended inside the content of the last entry.
    Result<void> check_whole() const;

    UnpackedLayer* bytes_;  // owned by reader_
    ArchiveReader reader_;
    std::int64_t content_end_ = 0;  ///< of the last entry, in unpacked bytes
};

}  // namespace tagwarden
