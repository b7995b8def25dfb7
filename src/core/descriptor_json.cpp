// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/descriptor_json.h"

#include <fmt/format.h>

namespace tagwarden {

std::optional<Descriptor> read_descriptor(JsonReader& reader, const Json& value, const std::string& where)
{
    JsonReader inner(value, where);
    auto media = inner.text("mediaType");
    const auto digest = Digest::parse(inner.text("digest"));
    const auto size = inner.number("size");
    if (inner.error()) {
        reader.wrong(*inner.error());
        return std::nullopt;
    }
    if (!digest) {
        auto error = digest.error();
        error.trail.push_back("reading " + where);
        reader.wrong(std::move(error));
        return std::nullopt;
    }
    if (size < 0) {
        reader.wrong({ErrorKind::malformed, fmt::format("{}: size {} is negative", where, size), {}, {}});
        return std::nullopt;
    }
    if (size > max_content_size) {
        reader.wrong({ErrorKind::malformed,
                      fmt::format("{}: size {} is more than any content has: {} bytes", where, size, max_content_size),
                      {},
                      {}});
        return std::nullopt;
    }
    return Descriptor{std::move(media), *digest, size};
}

JsonObject json_of(const Descriptor& descriptor)
{
    return {{"mediaType", descriptor.media_type}, {"digest", descriptor.digest.str()}, {"size", descriptor.size}};
}

}  // namespace tagwarden
