// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/inspect_images.h"

#include <fmt/format.h>

#include <set>

#include "ports/byte_streams.h"

namespace tagwarden {

namespace {

/// A configuration is small; whatever is larger is not one.
constexpr std::int64_t max_config_size = std::int64_t{8} * 1024 * 1024;

Result<std::string> read_config(ContentReader& content, const Descriptor& blob)
{
    if (blob.size > max_config_size)
        return fail(ErrorKind::malformed, fmt::format("image configuration {} has {} bytes, at most {} are read",
                                                      blob.digest.str(), blob.size, max_config_size));
    const auto stream = content.open_blob(blob);
    if (!stream) return fail(stream.error());
    return read_all(**stream);
}

bool is_image_config(const Descriptor& config)
{
    return config.media_type == media_type::oci_config || config.media_type == media_type::docker_config;
}

class Walk {
public:
    explicit Walk(ContentReader& content) : content_(content) {}

    Result<void> visit(const Descriptor& descriptor, const std::optional<Platform>& platform)
    {
        if (!seen_.insert(descriptor.digest.str()).second) return {};
        const auto bytes = content_.manifests({&descriptor.digest, 1});
        if (!bytes.front()) return during("reading manifest " + descriptor.digest.str(), bytes.front().error());
        const auto manifest = parse_manifest(bytes.front()->bytes, bytes.front()->descriptor.media_type);
        if (!manifest) return during("reading manifest " + descriptor.digest.str(), manifest.error());
        if (!manifest->is_index()) return add_image(*manifest, platform);
        for (const auto& entry : manifest->entries) {
            if (entry.attestation) continue;
            if (auto visited = visit(entry.descriptor, entry.platform); !visited) return visited;
        }
        return {};
    }

    std::vector<PlatformImage> images;

private:
    Result<void> add_image(const Manifest& manifest, const std::optional<Platform>& platform)
    {
        PlatformImage image{platform.value_or(Platform{}), manifest, nullptr};
        if (is_image_config(*manifest.config)) {
            const auto bytes = read_config(content_, *manifest.config);
            if (!bytes) return during("reading image configuration " + manifest.config->digest.str(), bytes.error());
            auto config = parse_json(*bytes, "image configuration " + manifest.config->digest.str());
            if (!config) return fail(config.error());
            image.config = std::move(*config);
            if (!platform) {
                JsonReader reader(image.config, "image configuration");
                image.platform = {reader.text_or("os", ""), reader.text_or("architecture", ""),
                                  reader.text_or("variant", "")};
            }
        }
        images.push_back(std::move(image));
        return {};
    }

    ContentReader& content_;
    std::set<std::string> seen_;
};

}  // namespace

Result<std::vector<PlatformImage>> inspect_images(ContentReader& content, const Descriptor& root)
{
    Walk walk(content);
    if (auto visited = walk.visit(root, std::nullopt); !visited) return fail(visited.error());
    return std::move(walk.images);
}

std::string label_of(const PlatformImage& image, std::string_view name)
{
    JsonReader config(image.config, "image configuration");
    const auto* inner = config.member("config");
    if (inner == nullptr) return "";
    JsonReader reader(*inner, "image configuration");
    for (const auto& [key, value] : reader.pairs_or_empty("Labels"))
        if (key == name) return value;
    return "";
}

}  // namespace tagwarden
