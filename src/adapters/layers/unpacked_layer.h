// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/layers/archive_reader.h"

namespace tagwarden {

/// The bytes of a layer without its compression (gzip of one or several members, zstd, or none: the bytes tell), filled
/// up to whole tar records: some builders leave the filling and the end mark away (umoci#436), and everybody reads
/// their layers.
class UnpackedLayer final : public ByteStream {
public:
    explicit UnpackedLayer(std::unique_ptr<ByteStream> packed);

    Result<std::size_t> read(std::span<char> into) override;

    /// How many bytes there really were; known once they have all been read.
    std::optional<std::int64_t> size() const { return size_; }

private:
    Result<std::size_t> read_unpacked(std::span<char> into);
    Result<void> open();

    ArchiveReader reader_;
    bool is_open_ = false;
    std::int64_t at_ = 0;
    std::optional<std::int64_t> size_;
};

}  // namespace tagwarden
