// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/artifact_builder.h"

#include <stdexcept>

#include "core/attached_tag.h"
#include "core/descriptor_json.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {

namespace {

constexpr const char* empty_config = "application/vnd.oci.empty.v1+json";

JsonObject manifest_json(const Descriptor& config, const JsonArray& layers)
{
    return {
        {"schemaVersion", 2}, {"mediaType", media_type::oci_manifest}, {"config", json_of(config)}, {"layers", layers}};
}

}  // namespace

ManifestContent artifact_parts(ContentWriter& writer, const Artifact& artifact)
{
    const auto config = put(writer, "{}", empty_config);
    const auto layer = put(writer, artifact.payload, "application/json");
    auto json = manifest_json(config, {json_of(layer)});
    if (!artifact.type.empty()) json.emplace("artifactType", artifact.type);
    if (artifact.subject) json.emplace("subject", json_of(*artifact.subject));
    if (!artifact.annotations.empty()) json.emplace("annotations", artifact.annotations);
    return manifest_content(compact(json)).value();
}

Descriptor build_artifact(ContentWriter& writer, const Artifact& artifact)
{
    return put(writer, artifact_parts(writer, artifact));
}

Descriptor build_cosign_signature(Repository& repository, const Digest& signed_digest,
                                  const std::vector<std::string>& signatures)
{
    JsonArray layers;
    for (const auto& signature : signatures)
        layers.push_back(json_of(put(repository, signature, "application/vnd.dev.cosign.simplesigning.v1+json")));
    const auto config = put(repository, "{}", std::string(media_type::oci_config));
    const auto signed_by = put(repository, manifest_content(compact(manifest_json(config, layers))).value());
    set_tag(repository, cosign_tags(signed_digest).front(), signed_by);
    return signed_by;
}

void set_tag(Repository& repository, const TagName& tag, const Descriptor& to)
{
    const auto now = repository.resolve({&tag, 1}).front().value();
    const TagMove move{tag, now ? std::optional(now->digest) : std::nullopt, to};
    if (const auto moved = repository.move({&move, 1}).front(); !moved) throw std::runtime_error(moved.error().message);
}

}  // namespace tagwarden::tests
