// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/descriptor.h"
#include "core/platform.h"

namespace tagwarden {

namespace media_type {
inline constexpr std::string_view oci_index = "application/vnd.oci.image.index.v1+json";
inline constexpr std::string_view oci_manifest = "application/vnd.oci.image.manifest.v1+json";
inline constexpr std::string_view oci_config = "application/vnd.oci.image.config.v1+json";
inline constexpr std::string_view oci_layer = "application/vnd.oci.image.layer.v1.tar";
inline constexpr std::string_view docker_list = "application/vnd.docker.distribution.manifest.list.v2+json";
inline constexpr std::string_view docker_manifest = "application/vnd.docker.distribution.manifest.v2+json";
inline constexpr std::string_view docker_config = "application/vnd.docker.container.image.v1+json";
}  // namespace media_type

/// True for the four kinds of manifest that Tagwarden moves.
bool is_manifest(std::string_view media_type);
bool is_index(std::string_view media_type);

/// The bytes of a manifest together with what names them. Kept and passed on as they came.
struct ManifestContent {
    Descriptor descriptor;
    std::string bytes;

    bool operator==(const ManifestContent&) const = default;
};

/// One entry of an index.
struct IndexEntry {
    Descriptor descriptor;
    std::optional<Platform> platform;
    bool attestation = false;  ///< buildkit's: annotation vnd.docker.reference.type, or platform unknown/unknown
};

/// What a manifest says, as far as moving and checking content needs it.
struct Manifest {
    std::string media_type;
    std::vector<IndexEntry> entries;   ///< of an index
    std::optional<Descriptor> config;  ///< of an image
    std::vector<Descriptor> layers;    ///< of an image, lowest first
    std::vector<Descriptor> foreign;   ///< layers with urls of their own, which registries do not store

    std::optional<Descriptor> subject;  ///< what it is attached to, which need not be there (image-spec 1.1)
    std::string artifact_type;          ///< empty where it says none

    bool is_index() const { return tagwarden::is_index(media_type); }
};

/// The media type of a manifest's bytes: what they say, or, where they say nothing, what their shape says
/// (image-spec 1.1 makes `mediaType` optional). Malformed when neither tells, or for Docker's schema 1.
Result<std::string> manifest_media_type(std::string_view bytes);

/// Reads a manifest. `declared` is the media type its descriptor or registry gave; empty means unknown.
/// Bytes that contradict `declared` are malformed: image-spec 1.1 asks for the two to match.
Result<Manifest> parse_manifest(std::string_view bytes, std::string_view declared);

/// The content of these bytes: digest and size computed, media type found.
Result<ManifestContent> manifest_content(std::string bytes);

/// The largest manifest that is believed; registries must take 4 MiB (distribution-spec 1.1).
inline constexpr std::int64_t max_manifest_size = std::int64_t{16} * 1024 * 1024;

}  // namespace tagwarden
