// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/manifest.h"
#include "tests/fuzz/fuzz.h"

namespace tagwarden::fuzz {

void one_input(std::string_view text)
{
    const auto manifest = parse_manifest(text, "");
    if (!manifest) return;
    require(is_manifest(manifest->media_type));
    require(manifest_media_type(text) == manifest->media_type);
    require(manifest->is_index() ? manifest->layers.empty() && !manifest->config : manifest->entries.empty());
    const auto content = manifest_content(std::string(text));
    require(content && content->bytes == text && content->descriptor.digest == Digest::of(text));
}

}  // namespace tagwarden::fuzz
