// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "base/json.h"
#include "core/manifest.h"
#include "ports/registry.h"

namespace tagwarden::tests {

/// Something that is attached to an image: a manifest with one layer.
struct Artifact {
    std::optional<Descriptor> subject{};
    std::string type = "application/vnd.example.sbom";  ///< "": only the config says what it is
    std::string payload = "{}";                         ///< bytes of its layer
    JsonObject annotations{};
};

/// Stores the artifact's blobs and gives the manifest, which is not stored yet.
ManifestContent artifact_parts(ContentWriter& writer, const Artifact& artifact);

/// Stores all of it.
Descriptor build_artifact(ContentWriter& writer, const Artifact& artifact);

/// What `cosign sign` stores: a manifest without a subject, a layer for each signature. A tag names it.
Descriptor build_cosign_signature(Repository& repository, const Digest& signed_digest,
                                  const std::vector<std::string>& signatures);

/// Makes a tag name this, whatever it named before.
void set_tag(Repository& repository, const TagName& tag, const Descriptor& to);

}  // namespace tagwarden::tests
