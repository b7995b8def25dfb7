// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "core/descriptor.h"
#include "core/manifest.h"

namespace tagwarden {

/// What must be where a manifest is, before it is.
struct ManifestParts {
    std::vector<Descriptor> blobs;
    std::vector<Descriptor> manifests;
};

/// Foreign layers are no part: registries do not store them. An entry of an index that is no manifest
/// (build caches have such) is a blob.
inline ManifestParts parts_of(const Manifest& manifest)
{
    ManifestParts parts;
    for (const auto& entry : manifest.entries)
        (is_manifest(entry.descriptor.media_type) ? parts.manifests : parts.blobs).push_back(entry.descriptor);
    if (manifest.config) parts.blobs.push_back(*manifest.config);
    parts.blobs.insert(parts.blobs.end(), manifest.layers.begin(), manifest.layers.end());
    return parts;
}

}  // namespace tagwarden
