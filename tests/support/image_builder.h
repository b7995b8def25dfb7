// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/json.h"
#include "core/manifest.h"
#include "ports/registry.h"
#include "tests/support/tar_builder.h"

namespace tagwarden::tests {

/// An image in memory, before it is anywhere.
struct BuiltImage {
    ManifestContent manifest;
    std::vector<std::pair<Descriptor, std::string>> blobs;  ///< config first, then the layers, lowest first
};

/// Makes small images: the same calls give the same digest. Whatever goes wrong throws, for it is the test's mistake.
///
///     const auto image = ImageBuilder().label("org.opencontainers.image.version", "1.8.1")
///                            .file("VERSION", "1.8.1\n").build_into(repository);
class ImageBuilder {
public:
    ImageBuilder& platform(const std::string& text);  ///< linux/amd64 unless said
    ImageBuilder& label(const std::string& name, const std::string& value);

    /// Entries of the current layer. Paths have no leading '/'.
    ImageBuilder& file(const std::string& path, const std::string& bytes);
    ImageBuilder& symlink(const std::string& path, const std::string& target);
    ImageBuilder& hardlink(const std::string& path, const std::string& target);
    ImageBuilder& whiteout(const std::string& path);       ///< hides this path of the layers below
    ImageBuilder& opaque(const std::string& folder);       ///< hides all that the layers below have in this folder
    ImageBuilder& layer(Compression = Compression::gzip);  ///< begins the next layer

    ImageBuilder& docker();                                   ///< Docker's media types
    ImageBuilder& without_media_type();                       ///< the manifest does not say what it is
    ImageBuilder& field(const std::string& key, Json value);  ///< adds an unknown field to the manifest
    ImageBuilder& foreign_layer(const std::string& url);      ///< a layer that no registry stores

    BuiltImage build() const;
    Descriptor build_into(ContentWriter& writer) const;

private:
    struct Layer {
        Compression compression = Compression::gzip;
        std::vector<TarEntry> entries;
    };

    ImageBuilder& add(TarEntry entry);
    std::string config(const std::vector<std::string>& diff_ids) const;
    std::string layer_type(Compression compression) const;

    Platform platform_{"linux", "amd64", ""};
    std::vector<std::pair<std::string, std::string>> labels_;
    std::vector<Layer> layers_;
    bool docker_ = false;
    bool says_media_type_ = true;
    JsonObject fields_;
    std::vector<std::string> foreign_;
};

/// What else an index can have.
struct IndexExtra {
    bool docker = false;  ///< a manifest list
    bool says_media_type = true;
    std::vector<Descriptor> attestations{};  ///< as buildkit marks them: platform unknown/unknown and an annotation
    std::vector<Descriptor> unmarked{};      ///< entries without a platform, such as nested indexes
    JsonObject fields{};                     ///< unknown fields
};

using PlatformEntry = std::pair<Platform, Descriptor>;

ManifestContent index_of(const std::vector<PlatformEntry>& entries, const IndexExtra& extra = {});
Descriptor build_index(ContentWriter& writer, const std::vector<PlatformEntry>& entries, const IndexExtra& extra = {});

/// An attestation manifest: an image manifest whose layer is an in-toto statement.
Descriptor build_attestation(ContentWriter& writer, const std::string& statement);

/// Stores bytes as a blob or manifest.
Descriptor put(ContentWriter& writer, const std::string& bytes, const std::string& media_type);
Descriptor put(ContentWriter& writer, const ManifestContent& manifest);

}  // namespace tagwarden::tests
