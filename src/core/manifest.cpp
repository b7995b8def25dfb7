// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/manifest.h"

#include <fmt/format.h>

#include "base/json.h"
#include "base/text.h"
#include "core/descriptor_json.h"

namespace tagwarden {

bool is_index(std::string_view type)
{
    return type == media_type::oci_index || type == media_type::docker_list;
}

bool is_manifest(std::string_view type)
{
    return is_index(type) || type == media_type::oci_manifest || type == media_type::docker_manifest;
}

namespace {

std::unexpected<Error> not_a_manifest(std::string why)
{
    return fail(ErrorKind::malformed, std::move(why));
}

Result<std::string> media_type_of(JsonReader& reader)
{
    if (reader.number_or("schemaVersion", 2) == 1)
        return not_a_manifest(
            "this is a Docker schema 1 manifest, whose digest cannot be kept when it moves; build the image again "
            "with a tool of this decade");
    const auto said = reader.text_or("mediaType", "");
    if (reader.error()) return fail(*reader.error());
    if (!said.empty()) {
        if (!is_manifest(said))
            return not_a_manifest(fmt::format("'{}' is not the media type of an image", printable(said)));
        return said;
    }
    const bool index = reader.has("manifests");
    const bool image = reader.has("config") && reader.has("layers");
    if (index == image)
        return not_a_manifest("neither 'manifests' nor 'config' and 'layers' says what this manifest is");
    return std::string(index ? media_type::oci_index : media_type::oci_manifest);
}

void read_index(JsonReader& reader, Manifest& manifest)
{
    for (const auto* value : reader.list_or_empty("manifests")) {
        const auto descriptor = read_descriptor(reader, *value, reader.where() + ", an entry");
        if (!descriptor) return;
        JsonReader entry(*value, reader.where() + ", an entry");
        IndexEntry read{*descriptor, std::nullopt, false};
        if (const auto* platform = entry.member("platform")) {
            JsonReader of(*platform, "platform");
            read.platform = Platform{of.text_or("os", ""), of.text_or("architecture", ""), of.text_or("variant", "")};
            read.attestation = read.platform->unknown();
            if (of.error()) return reader.wrong(*of.error());
        }
        if (const auto* annotations = entry.member("annotations"); annotations != nullptr && annotations->is_object())
            read.attestation |= annotations->get_object().contains("vnd.docker.reference.type");
        manifest.entries.push_back(std::move(read));
    }
}

void read_image(JsonReader& reader, Manifest& manifest)
{
    if (const auto* config = reader.member("config"))
        manifest.config = read_descriptor(reader, *config, reader.where() + ", its config");
    for (const auto* layer : reader.list_or_empty("layers")) {
        const auto descriptor = read_descriptor(reader, *layer, reader.where() + ", a layer");
        if (!descriptor) return;
        const auto* urls = layer->get_object().if_contains("urls");
        const bool foreign = urls != nullptr && urls->is_array() && !urls->get_array().empty();
        (foreign ? manifest.foreign : manifest.layers).push_back(*descriptor);
    }
}

}  // namespace

Result<std::string> manifest_media_type(std::string_view bytes)
{
    const auto json = parse_json(bytes, "a manifest");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "a manifest");
    return media_type_of(reader);
}

Result<Manifest> parse_manifest(std::string_view bytes, std::string_view declared)
{
    const auto json = parse_json(bytes, "a manifest");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "a manifest");
    auto type = media_type_of(reader);
    if (!type) return fail(type.error());
    // Bytes without a media type of their own take the declared one; its family must fit their shape.
    if (!declared.empty() && !reader.has("mediaType") && is_index(declared) == is_index(*type))
        type = std::string(declared);
    if (!declared.empty() && declared != *type)
        return not_a_manifest(fmt::format("a manifest declared as '{}' calls itself '{}'", printable(declared), *type));

    Manifest manifest;
    manifest.media_type = *type;
    manifest.artifact_type = reader.text_or("artifactType", "");
    if (const auto* subject = reader.member("subject"))
        manifest.subject = read_descriptor(reader, *subject, reader.where() + ", its subject");
    manifest.is_index() ? read_index(reader, manifest) : read_image(reader, manifest);
    if (reader.error()) return fail(*reader.error());
    if (!manifest.is_index() && !manifest.config) return not_a_manifest("an image manifest has no 'config'");
    return manifest;
}

Result<ManifestContent> manifest_content(std::string bytes)
{
    auto type = manifest_media_type(bytes);
    if (!type) return fail(type.error());
    const auto digest = Digest::of(bytes);
    const auto size = static_cast<std::int64_t>(bytes.size());
    return ManifestContent{{std::move(*type), digest, size}, std::move(bytes)};
}

}  // namespace tagwarden
