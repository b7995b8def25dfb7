// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/image_facts.h"

#include "base/json.h"
#include "core/manifest.h"

namespace tagwarden {

namespace {

constexpr std::string_view version_name = "org.opencontainers.image.version";
constexpr std::string_view created_name = "org.opencontainers.image.created";

/// Many write what is no time; then it says none.
std::optional<Time> maybe_time(const std::string& text)
{
    const auto time = parse_time(text);
    return time ? std::optional(*time) : std::nullopt;
}

void add_annotations(const Json& manifest, ImageFacts& facts)
{
    JsonReader reader(manifest, "a manifest");
    for (const auto& [name, value] : reader.pairs_or_empty("annotations")) {
        if (name == version_name && facts.version.empty()) facts.version = value;
        if (name == created_name && !facts.created) facts.created = maybe_time(value);
    }
}

void add_index(const Manifest& index, GatheredFacts& gathered)
{
    const bool outermost = gathered.facts.platforms.empty();
    for (const auto& entry : index.entries) {
        if (entry.attestation || !is_manifest(entry.descriptor.media_type)) continue;
        if (!gathered.manifest) gathered.manifest = entry.descriptor;
        if (outermost && entry.platform) gathered.facts.platforms.push_back(*entry.platform);
    }
}

void add_image(const Manifest& image, GatheredFacts& gathered)
{
    const auto& type = image.config->media_type;
    if (type == media_type::oci_config || type == media_type::docker_config) gathered.config = image.config;
    gathered.facts.size = image.config->size;
    for (const auto& layer : image.layers) gathered.facts.size += layer.size;
}

}  // namespace

std::string image_facts_text(const ImageFacts& facts)
{
    JsonArray platforms;
    for (const auto& platform : facts.platforms)
        platforms.emplace_back(JsonArray{platform.os, platform.architecture, platform.variant});
    JsonObject object{{"version", facts.version}, {"platforms", std::move(platforms)}, {"size", facts.size}};
    if (facts.created) object["created"] = format_time(*facts.created);
    return compact(object);
}

namespace {

std::optional<Platform> read_platform(const Json& value)
{
    const auto* parts = value.if_array();
    if (parts == nullptr || parts->size() != 3) return std::nullopt;
    for (const auto& part : *parts)
        if (!part.is_string()) return std::nullopt;
    const auto text = [&](std::size_t i) { return std::string(parts->at(i).get_string()); };
    return Platform{text(0), text(1), text(2)};
}

}  // namespace

Result<ImageFacts> parse_image_facts(std::string_view text)
{
    const auto json = parse_json(text, "facts of an image");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "facts of an image");
    ImageFacts facts{reader.text("version"), std::nullopt, {}, reader.number("size")};
    if (const auto created = reader.maybe_text("created")) facts.created = maybe_time(*created);
    for (const auto* value : reader.list_or_empty("platforms")) {
        auto platform = read_platform(*value);
        if (!platform) return fail(ErrorKind::malformed, "facts of an image have a platform that is none");
        facts.platforms.push_back(std::move(*platform));
    }
    if (reader.error()) return fail(*reader.error());
    return facts;
}

Result<void> add_manifest_facts(const Descriptor& manifest, std::string_view bytes, GatheredFacts& gathered)
{
    const auto json = parse_json(bytes, "manifest " + manifest.digest.str());
    if (!json) return fail(json.error());
    const auto parsed = parse_manifest(bytes, manifest.media_type);
    if (!parsed) return fail(parsed.error());
    add_annotations(*json, gathered.facts);
    gathered.manifest.reset();
    parsed->is_index() ? add_index(*parsed, gathered) : add_image(*parsed, gathered);
    return {};
}

Result<void> add_config_facts(std::string_view bytes, ImageFacts& facts)
{
    const auto json = parse_json(bytes, "an image configuration");
    if (!json) return fail(json.error());
    JsonReader reader(*json, "an image configuration");
    if (facts.platforms.empty() && reader.has("os"))
        facts.platforms.push_back(
            {reader.text_or("os", ""), reader.text_or("architecture", ""), reader.text_or("variant", "")});
    if (!facts.created) facts.created = maybe_time(reader.text_or("created", ""));
    if (const auto* inner = reader.member("config")) {
        JsonReader config(*inner, "an image configuration");
        for (const auto& [name, value] : config.pairs_or_empty("Labels"))
            if (name == version_name && !value.empty()) facts.version = value;
    }
    if (reader.error()) return fail(*reader.error());
    return {};
}

}  // namespace tagwarden
