// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/blob_source.h"

#include <fmt/format.h>

#include "ports/byte_streams.h"

namespace tagwarden {

Result<std::optional<std::string>> read_text(BlobSource& source, const std::string& path)
{
    const auto size = source.size_of(path);
    if (!size) return fail(size.error());
    if (!*size) return std::nullopt;
    if (**size > max_manifest_size)
        return fail(ErrorKind::malformed, fmt::format("{} of {} has {} bytes, more than the {} that are read", path,
                                                      source.name(), **size, max_manifest_size));
    const auto bytes = source.open(path);
    if (!bytes) return fail(bytes.error());
    auto text = read_all(**bytes);
    if (!text) return fail(text.error());
    return std::move(*text);
}

std::string blob_path(const Digest& digest)
{
    const std::string& text = digest.str();
    return fmt::format("blobs/{}/{}", text.substr(0, text.find(':')), digest.hex());
}

}  // namespace tagwarden
