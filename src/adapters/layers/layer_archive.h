// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <archive.h>

#include <array>
#include <memory>
#include <optional>
#include <span>
#include <string>

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

    /// Reads what is behind the archive, so that the stream checks the digest of the whole layer.
    Result<void> finish();

private:
    struct Source {
        std::unique_ptr<ByteStream> bytes;
        std::array<char, 65536> buffer;
        std::optional<Error> error;
    };
    struct Free {
        void operator()(archive* reader) const { archive_read_free(reader); }
    };

    static la_ssize_t give_bytes(archive* reader, void* source, const void** bytes);
    Result<void> open();
    std::unexpected<Error> failure();

    std::unique_ptr<Source> source_;  // its address is what libarchive keeps, so this object can move
    std::unique_ptr<archive, Free> reader_;
    bool is_open_ = false;
};

}  // namespace tagwarden
