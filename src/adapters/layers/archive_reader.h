// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <archive.h>

#include <array>
#include <memory>
#include <optional>
#include <string>

#include "ports/registry.h"

namespace tagwarden {

/// A libarchive reader that is fed by a stream. What fails in the stream is kept, for libarchive has only its own
/// errors, and keeps some of them to itself.
class ArchiveReader {
public:
    explicit ArchiveReader(std::unique_ptr<ByteStream> bytes);

    archive* get() { return reader_.get(); }

    /// False when libarchive could not make sense of the first bytes; later calls do nothing.
    bool open();

    /// Why the last call failed: what was wrong in the stream, else what libarchive says, as `malformed`.
    std::unexpected<Error> failure(std::string_view what);

    /// Reads the stream to its end, so that whoever checks its bytes sees all of them.
    Result<void> drain();

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

    std::unique_ptr<Source> source_;  // its address is what libarchive keeps, so this object can move
    std::unique_ptr<archive, Free> reader_;
    std::optional<bool> is_open_;
};

}  // namespace tagwarden
