// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/archive_layer_files.h"

#include "adapters/layers/file_search.h"

namespace tagwarden {

Each<FileAnswer> ArchiveLayerFiles::read(ContentReader& content, std::span<const Descriptor> layers,
                                         std::span<const FileQuestion> questions)
{
    return FileSearch(content, layers, questions).run();
}

}  // namespace tagwarden
