// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>
#include <vector>

#include "adapters/layout/archive_source.h"
#include "core/manifest.h"
#include "core/tag_name.h"

namespace tagwarden {

/// The image that `docker save` wrote into an archive, and the OCI manifest that stands for it.
struct DockerImage {
    ManifestContent manifest;
    std::vector<TagName> tags;
    std::map<Digest, std::string, DigestBefore> blobs;  ///< where in the archive config and layers are
};

/// A usage error unless exactly one image is in the archive; malformed when a file is missing or a layer is not
/// the one that the image's config names.
Result<DockerImage> read_docker_image(ArchiveSource& archive);

}  // namespace tagwarden
