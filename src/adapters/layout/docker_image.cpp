// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layout/docker_image.h"

#include <fmt/format.h>

#include <array>

#include "base/json.h"
#include "base/text.h"
#include "core/descriptor_json.h"

namespace tagwarden {

namespace {

/// What manifest.json says of an image.
struct Listing {
    std::string config;
    std::vector<std::string> layers;
    std::vector<std::string> names;  ///< "docker.io/library/hello:1.8.1"
};

struct Layer {
    Descriptor descriptor;
    std::string path;
};

Result<std::string> text_in(ArchiveSource& archive, const std::string& path)
{
    const auto text = read_text(archive, path);
    if (!text) return fail(text.error());
    if (!*text)
        return fail(ErrorKind::malformed, fmt::format("there is no '{}' in {}", printable(path), archive.name()));
    return **text;
}

Result<Listing> read_listing(const Json& value, const std::string& where)
{
    JsonReader reader(value, where);
    Listing listing{reader.text("Config"), reader.texts_or_empty("Layers"), reader.texts_or_empty("RepoTags")};
    if (reader.error()) return fail(*reader.error());
    return listing;
}

Result<std::vector<Listing>> read_listings(ArchiveSource& archive)
{
    const auto where = fmt::format("manifest.json of {}", archive.name());
    const auto text = text_in(archive, "manifest.json");
    if (!text) return fail(text.error());
    const auto json = parse_json(*text, where);
    if (!json) return fail(json.error());
    if (!json->is_array()) return fail(ErrorKind::malformed, where + " is not a JSON array");
    std::vector<Listing> listings;
    for (const auto& value : json->get_array()) {
        auto listing = read_listing(value, where);
        if (!listing) return fail(listing.error());
        listings.push_back(std::move(*listing));
    }
    return listings;
}

Result<Listing> only_listing(ArchiveSource& archive)
{
    auto listings = read_listings(archive);
    if (!listings) return fail(listings.error());
    if (listings->size() == 1) return std::move(listings->front());
    std::vector<std::string> names;
    for (const auto& listing : *listings)
        names.push_back(listing.names.empty() ? "an image without a name" : printable(join(listing.names, ", ")));
    return fail(ErrorKind::usage,
                fmt::format("{} holds {} images, wanted one: {}", archive.name(), listings->size(),
                            names.empty() ? "none" : join(names, "; ")),
                "save one image alone with 'docker save NAME'");
}

std::string layer_type(std::string_view start)
{
    std::string type(media_type::oci_layer);
    return start.starts_with("\x1f\x8b") ? type + "+gzip" : type;
}

/// The digest and kind of a layer, in memory that does not grow with it.
Result<Descriptor> describe(ByteStream& bytes)
{
    std::array<char, 262144> buffer{};
    Hasher hasher(HashAlgorithm::sha256);
    std::string start;
    std::int64_t all = 0;
    while (true) {
        const auto size = bytes.read(buffer);
        if (!size) return fail(size.error());
        if (*size == 0) break;
        const std::string_view piece(buffer.data(), *size);
        if (start.size() < 2) start += piece.substr(0, 2);
        hasher.update(piece);
        all += static_cast<std::int64_t>(*size);
    }
    const auto digest = Digest::parse("sha256:" + hasher.hex());
    if (!digest) return fail(digest.error());
    return Descriptor{layer_type(start), *digest, all};
}

/// The layers in the listing's order. All are read in one go: an archive may be compressed as a whole.
Result<std::vector<Layer>> read_layers(const ArchiveSource& archive, const Listing& listing)
{
    std::map<std::string, std::optional<Descriptor>> found;
    for (const auto& path : listing.layers) {
        const auto file = archive.file_behind(path);
        if (!file)
            return fail(ErrorKind::malformed, fmt::format("there is no '{}' in {}", printable(path), archive.name()));
        found.emplace(*file, std::nullopt);
    }
    const auto seen = archive.visit([&](const std::string& path, ByteStream& bytes) -> Result<void> {
        const auto wanted = found.find(path);
        if (wanted == found.end() || wanted->second) return {};
        auto described = describe(bytes);
        if (!described) return fail(described.error());
        wanted->second = std::move(*described);
        return {};
    });
    if (!seen) return fail(seen.error());
    std::vector<Layer> layers;
    for (const auto& path : listing.layers) {
        const auto file = *archive.file_behind(path);
        layers.push_back({found.at(file).value(), file});
    }
    return layers;
}

/// The config names each layer by the digest of its uncompressed tar (image-spec 1.1, "rootfs").
Result<void> check_layers(const std::string& config, const std::vector<Layer>& layers, const std::string& where)
{
    const auto json = parse_json(config, where);
    if (!json) return fail(json.error());
    JsonReader reader(*json, where);
    const auto* rootfs = reader.member("rootfs");
    if (rootfs == nullptr) return fail(ErrorKind::malformed, where + " has no 'rootfs'");
    JsonReader inner(*rootfs, where + ", rootfs");
    const auto named = inner.texts_or_empty("diff_ids");
    if (inner.error()) return fail(*inner.error());
    if (named.size() != layers.size())
        return fail(ErrorKind::malformed,
                    fmt::format("{} names {} layers, the archive has {}", where, named.size(), layers.size()));
    for (std::size_t i = 0; i < layers.size(); ++i) {
        const auto& layer = layers[i].descriptor;
        if (layer.media_type == media_type::oci_layer && layer.digest.str() != named[i])
            return fail(ErrorKind::malformed, fmt::format("layer {} of {} is {}, wanted {}", i + 1, where,
                                                          layer.digest.str(), printable(named[i])));
    }
    return {};
}

std::string manifest_of(const Descriptor& config, const std::vector<Layer>& layers)
{
    JsonArray list;
    for (const auto& layer : layers) list.push_back(json_of(layer.descriptor));
    return compact(JsonObject{{"schemaVersion", 2},
                              {"mediaType", media_type::oci_manifest},
                              {"config", json_of(config)},
                              {"layers", std::move(list)}});
}

/// The tags in names such as "localhost:5000/hello:1.8.1".
std::vector<TagName> tags_in(const std::vector<std::string>& names)
{
    std::vector<TagName> tags;
    for (const auto& name : names) {
        const auto colon = name.rfind(':');
        if (colon == std::string::npos) continue;
        if (const auto tag = TagName::parse(std::string_view(name).substr(colon + 1))) tags.push_back(*tag);
    }
    return tags;
}

}  // namespace

Result<DockerImage> read_docker_image(ArchiveSource& archive)
{
    const auto listing = only_listing(archive);
    if (!listing) return fail(listing.error());
    const auto config = text_in(archive, listing->config);
    if (!config) return fail(config.error());
    const auto layers = read_layers(archive, *listing);
    if (!layers) return fail(layers.error());
    const auto where = fmt::format("the config of {}", archive.name());
    if (const auto checked = check_layers(*config, *layers, where); !checked) return fail(checked.error());

    const Descriptor named{std::string(media_type::oci_config), Digest::of(*config),
                           static_cast<std::int64_t>(config->size())};
    auto manifest = manifest_content(manifest_of(named, *layers));
    if (!manifest) return fail(manifest.error());
    DockerImage image{std::move(*manifest), tags_in(listing->names), {}};
    image.blobs.emplace(named.digest, listing->config);
    for (const auto& layer : *layers) image.blobs.emplace(layer.descriptor.digest, layer.path);
    return image;
}

}  // namespace tagwarden
