// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/docker_source.h"

#include <fmt/format.h>

#include "adapters/layout/docker_image.h"
#include "adapters/layout/layout_index.h"
#include "ports/byte_streams.h"

namespace tagwarden {

namespace {

/// index.json for one manifest under all its tags, or without a tag when it has none.
std::string index_of(const DockerImage& image)
{
    const auto& manifest = image.manifest.descriptor;
    LayoutIndex index;
    for (const auto& tag : image.tags) index.set(tag, manifest);
    if (!image.tags.empty()) return index.str();
    const JsonObject entry{
        {"mediaType", manifest.media_type}, {"digest", manifest.digest.str()}, {"size", manifest.size}};
    return compact(JsonObject{{"schemaVersion", 2}, {"manifests", JsonArray{entry}}});
}

}  // namespace

Result<std::unique_ptr<DockerSource>> DockerSource::open(std::unique_ptr<ArchiveSource> archive)
{
    const auto image = read_docker_image(*archive);
    if (!image) return fail(image.error());
    std::unique_ptr<DockerSource> source(new DockerSource(std::move(archive)));
    source->made_["index.json"] = index_of(*image);
    source->made_[blob_path(image->manifest.descriptor.digest)] = image->manifest.bytes;
    for (const auto& [digest, path] : image->blobs) source->stored_[blob_path(digest)] = path;
    return source;
}

Result<std::optional<std::int64_t>> DockerSource::size_of(const std::string& path)
{
    if (const auto made = made_.find(path); made != made_.end()) return static_cast<std::int64_t>(made->second.size());
    const auto stored = stored_.find(path);
    if (stored == stored_.end()) return std::nullopt;
    return archive_->size_of(stored->second);
}

Result<std::unique_ptr<ByteStream>> DockerSource::open(const std::string& path)
{
    if (const auto made = made_.find(path); made != made_.end()) return std::make_unique<TextStream>(made->second);
    const auto stored = stored_.find(path);
    if (stored == stored_.end()) return fail(ErrorKind::not_found, fmt::format("there is no {} in {}", path, name()));
    return archive_->open(stored->second);
}

}  // namespace tagwarden
