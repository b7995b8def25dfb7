// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/oci_archive.h"

#include <fmt/format.h>

#include "adapters/layout/archive_source.h"
#include "adapters/layout/layout_marker.h"
#include "adapters/layout/layout_reader.h"

namespace tagwarden {

Result<std::unique_ptr<RepositoryReader>> open_oci_archive(const std::filesystem::path& file)
{
    auto source = ArchiveSource::open(file);
    if (!source) return fail(source.error());
    const auto marker = read_text(**source, "oci-layout");
    if (!marker) return fail(marker.error());
    if (!*marker || !(*source)->file_behind("index.json")) {
        const bool docker = (*source)->file_behind("manifest.json").has_value();
        return fail(ErrorKind::malformed, fmt::format("there is no OCI layout in '{}'", file.string()),
                    docker ? "it looks like the work of 'docker save': write docker-archive: before it" : "");
    }
    if (const auto known = check_layout_marker(**marker, (*source)->name()); !known) return fail(known.error());
    return std::make_unique<LayoutReader>(std::move(*source));
}

}  // namespace tagwarden
