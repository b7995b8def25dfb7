// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/docker_archive.h"

#include <algorithm>

#include "adapters/layout/archive_source.h"
#include "adapters/layout/docker_source.h"
#include "adapters/layout/layout_marker.h"
#include "adapters/layout/layout_reader.h"
#include "core/manifest_parts.h"

namespace tagwarden {

namespace {

bool is_there(const Result<bool>& answer)
{
    return answer.has_value() && *answer;
}

/// True where this manifest and what it refers to are in the layout; of an index one image suffices,
/// for docker saves the platforms that it has.
bool holds(LayoutReader& layout, const Digest& digest)
{
    const auto content = layout.manifests(std::span(&digest, 1)).front();
    if (!content) return false;
    const auto manifest = parse_manifest(content->bytes, "");
    if (!manifest) return false;
    const auto parts = parts_of(*manifest);
    if (manifest->is_index())
        return std::ranges::any_of(parts.manifests, [&](const Descriptor& child) {
            return is_there(layout.has_manifests(std::span(&child.digest, 1)).front());
        });
    return std::ranges::all_of(layout.has_blobs(parts.blobs), is_there);
}

bool holds_image(LayoutReader& layout)
{
    const auto index = layout.index();
    return index && std::ranges::any_of(index->entries(), [&](const Descriptor& entry) {
               return is_manifest(entry.media_type) && holds(layout, entry.digest);
           });
}

}  // namespace

Result<std::unique_ptr<RepositoryReader>> open_docker_archive(const std::filesystem::path& file)
{
    auto archive = ArchiveSource::open(file);
    if (!archive) return fail(archive.error());
    const auto marker = read_text(**archive, "oci-layout");
    if (!marker) return fail(marker.error());
    if (*marker && check_layout_marker(**marker, (*archive)->name())) {
        auto layout = std::make_unique<LayoutReader>(std::move(*archive));
        if (holds_image(*layout)) return layout;
        archive = ArchiveSource::open(file);
        if (!archive) return fail(archive.error());
    }
    auto source = DockerSource::open(std::move(*archive));
    if (!source) return fail(source.error());
    return std::make_unique<LayoutReader>(std::move(*source));
}

}  // namespace tagwarden
