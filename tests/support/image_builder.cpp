// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/image_builder.h"

#include <filesystem>
#include <stdexcept>

#include "ports/byte_streams.h"

namespace tagwarden::tests {

namespace {

JsonObject json_of(const Descriptor& descriptor)
{
    return {{"mediaType", descriptor.media_type}, {"digest", descriptor.digest.str()}, {"size", descriptor.size}};
}

JsonObject json_of(const Platform& platform)
{
    JsonObject json{{"architecture", platform.architecture}, {"os", platform.os}};
    if (!platform.variant.empty()) json["variant"] = platform.variant;
    return json;
}

Descriptor descriptor_of(std::string_view type, const std::string& bytes)
{
    return {std::string(type), Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
}

template <class T>
T must(Result<T> result)
{
    if (!result) throw std::runtime_error(result.error().message);
    return std::move(*result);
}

/// Names the bytes without believing what they say of themselves.
ManifestContent content_of(std::string_view type, const JsonObject& json)
{
    auto bytes = compact(json);
    auto descriptor = descriptor_of(type, bytes);
    return {std::move(descriptor), std::move(bytes)};
}

JsonObject manifest_start(std::string_view type, bool says_media_type)
{
    JsonObject json{{"schemaVersion", 2}};
    if (says_media_type) json["mediaType"] = type;
    return json;
}

void add_fields(JsonObject& json, const JsonObject& fields)
{
    for (const auto& field : fields) json[field.key()] = field.value();
}

}  // namespace

ImageBuilder& ImageBuilder::platform(const std::string& text)
{
    platform_ = must(Platform::parse(text));
    return *this;
}

ImageBuilder& ImageBuilder::label(const std::string& name, const std::string& value)
{
    labels_.emplace_back(name, value);
    return *this;
}

ImageBuilder& ImageBuilder::add(TarEntry entry)
{
    if (layers_.empty()) layers_.emplace_back();
    layers_.back().entries.push_back(std::move(entry));
    return *this;
}

ImageBuilder& ImageBuilder::file(const std::string& path, const std::string& bytes)
{
    return add({TarEntry::Kind::file, path, bytes});
}

ImageBuilder& ImageBuilder::symlink(const std::string& path, const std::string& target)
{
    return add({TarEntry::Kind::symlink, path, target});
}

ImageBuilder& ImageBuilder::hardlink(const std::string& path, const std::string& target)
{
    return add({TarEntry::Kind::hardlink, path, target});
}

ImageBuilder& ImageBuilder::whiteout(const std::string& path)
{
    const std::filesystem::path hidden(path);
    return file((hidden.parent_path() / (".wh." + hidden.filename().string())).string(), "");
}

ImageBuilder& ImageBuilder::opaque(const std::string& folder)
{
    return file(folder + "/.wh..wh..opq", "");
}

ImageBuilder& ImageBuilder::layer(Compression compression)
{
    layers_.push_back({compression, {}});
    return *this;
}

ImageBuilder& ImageBuilder::docker()
{
    docker_ = true;
    return *this;
}

ImageBuilder& ImageBuilder::without_media_type()
{
    says_media_type_ = false;
    return *this;
}

ImageBuilder& ImageBuilder::field(const std::string& key, Json value)
{
    fields_[key] = std::move(value);
    return *this;
}

ImageBuilder& ImageBuilder::foreign_layer(const std::string& url)
{
    foreign_.push_back(url);
    return *this;
}

std::string ImageBuilder::config(const std::vector<std::string>& diff_ids) const
{
    JsonObject labels;
    for (const auto& [name, value] : labels_) labels[name] = value;
    auto json = json_of(platform_);
    json["created"] = "2026-11-22T06:47:49Z";
    json["config"] = JsonObject{{"Labels", labels}};
    json["rootfs"] = JsonObject{{"type", "layers"}, {"diff_ids", JsonArray(diff_ids.begin(), diff_ids.end())}};
    return compact(json);
}

std::string ImageBuilder::layer_type(Compression compression) const
{
    if (docker_)
        return compression == Compression::none ? "application/vnd.docker.image.rootfs.diff.tar"
                                                : "application/vnd.docker.image.rootfs.diff.tar.gzip";
    const std::string plain(media_type::oci_layer);
    switch (compression) {
        case Compression::none: return plain;
        case Compression::gzip: return plain + "+gzip";
        case Compression::zstd: return plain + "+zstd";
    }
    return plain;
}

BuiltImage ImageBuilder::build() const
{
    std::vector<std::pair<Descriptor, std::string>> blobs;
    std::vector<std::string> diff_ids;
    JsonArray layers;
    for (const auto& [compression, entries] : layers_) {
        const auto tar = tar_of(entries);
        diff_ids.push_back(Digest::of(tar).str());
        auto bytes = compressed(tar, compression);
        const auto descriptor = descriptor_of(layer_type(compression), bytes);
        layers.push_back(json_of(descriptor));
        blobs.emplace_back(descriptor, std::move(bytes));
    }
    for (const auto& url : foreign_) {
        auto json = json_of(descriptor_of("application/vnd.docker.image.rootfs.foreign.diff.tar.gzip", url));
        json["urls"] = JsonArray{url};
        layers.push_back(std::move(json));
        diff_ids.push_back(Digest::of("uncompressed " + url).str());
    }
    auto config_bytes = config(diff_ids);
    const auto config_type = docker_ ? media_type::docker_config : media_type::oci_config;
    const auto config_descriptor = descriptor_of(config_type, config_bytes);
    blobs.emplace(blobs.begin(), config_descriptor, std::move(config_bytes));

    const auto type = docker_ ? media_type::docker_manifest : media_type::oci_manifest;
    auto json = manifest_start(type, says_media_type_);
    json["config"] = json_of(config_descriptor);
    json["layers"] = std::move(layers);
    add_fields(json, fields_);
    return {content_of(type, json), std::move(blobs)};
}

Descriptor ImageBuilder::build_into(ContentWriter& writer) const
{
    const auto image = build();
    for (const auto& [descriptor, bytes] : image.blobs) put(writer, bytes, descriptor.media_type);
    return put(writer, image.manifest);
}

ManifestContent index_of(const std::vector<PlatformEntry>& entries, const IndexExtra& extra)
{
    JsonArray list;
    for (const auto& [platform, descriptor] : entries) {
        auto entry = json_of(descriptor);
        entry["platform"] = json_of(platform);
        list.push_back(std::move(entry));
    }
    for (const auto& descriptor : extra.unmarked) list.push_back(json_of(descriptor));
    for (const auto& descriptor : extra.attestations) {
        auto entry = json_of(descriptor);
        entry["platform"] = json_of(Platform{"unknown", "unknown", ""});
        entry["annotations"] = JsonObject{{"vnd.docker.reference.type", "attestation-manifest"}};
        list.push_back(std::move(entry));
    }
    const auto type = extra.docker ? media_type::docker_list : media_type::oci_index;
    auto json = manifest_start(type, extra.says_media_type);
    json["manifests"] = std::move(list);
    add_fields(json, extra.fields);
    return content_of(type, json);
}

Descriptor build_index(ContentWriter& writer, const std::vector<PlatformEntry>& entries, const IndexExtra& extra)
{
    return put(writer, index_of(entries, extra));
}

Descriptor build_attestation(ContentWriter& writer, const std::string& statement)
{
    const auto config = put(writer, "{}", std::string(media_type::oci_config));
    const auto layer = put(writer, statement, "application/vnd.in-toto+json");
    auto json = manifest_start(media_type::oci_manifest, true);
    json["config"] = json_of(config);
    json["layers"] = JsonArray{json_of(layer)};
    return put(writer, content_of(media_type::oci_manifest, json));
}

Descriptor put(ContentWriter& writer, const std::string& bytes, const std::string& media_type)
{
    const auto descriptor = descriptor_of(media_type, bytes);
    TextStream stream(bytes);
    if (const auto stored = writer.put_blob(descriptor, stream); !stored)
        throw std::runtime_error(stored.error().message);
    return descriptor;
}

Descriptor put(ContentWriter& writer, const ManifestContent& manifest)
{
    if (const auto stored = writer.put_manifests(std::span(&manifest, 1)).front(); !stored)
        throw std::runtime_error(stored.error().message);
    return manifest.descriptor;
}

}  // namespace tagwarden::tests
