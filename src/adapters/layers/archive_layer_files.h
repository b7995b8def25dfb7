// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/layer_files.h"

namespace tagwarden {

/// Reads layers that are tar files, plain or compressed with gzip (of any number of members) or zstd. Their bytes
/// tell which, not their media type.
///
/// Every layer is streamed from the top down, once for all questions, until all are answered; a layer is read a
/// second time only for a file that a link led to after it had passed. Nothing in a layer is believed before the
/// layer was read to its end and its digest was right. Memory does not grow with the size of files.
///
/// Without `match` the content, trimmed, at most 4 KiB: more is malformed. With `match` the first group (the whole
/// match where there is none) of every match in the bytes, taken as Latin-1, each text once, at most the first 16.
/// A pattern that does not compile is a usage error. So is one that matches more than 4 KiB at one place: matches
/// are looked for window by window, and such a long one may be seen, but is not promised to be.
class ArchiveLayerFiles final : public LayerFiles {
public:
    Each<FileAnswer> read(ContentReader& content, std::span<const Descriptor> layers,
                          std::span<const FileQuestion> questions) override;
};

}  // namespace tagwarden
