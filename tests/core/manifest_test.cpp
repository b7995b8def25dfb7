// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/manifest.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

std::string descriptor(const std::string& extra = "")
{
    return R"({"mediaType":"application/octet-stream","digest":")" + Digest::of("x").str() + R"(","size":1)" + extra +
           "}";
}

const std::string image_type = R"("schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json")";

TEST(Manifest, without_a_media_type_its_shape_tells)
{
    EXPECT_EQ(*manifest_media_type(R"({"schemaVersion":2,"manifests":[]})"), media_type::oci_index);
    EXPECT_EQ(*manifest_media_type(R"({"schemaVersion":2,"config":{},"layers":[]})"), media_type::oci_manifest);
    EXPECT_FALSE(manifest_media_type(R"({"schemaVersion":2})"));
    EXPECT_FALSE(manifest_media_type(R"({"config":{},"layers":[],"manifests":[]})")) << "neither fish nor fowl";
}

TEST(Manifest, docker_schema_1_is_refused_with_a_reason)
{
    const auto error = manifest_media_type(R"({"schemaVersion":1,"fsLayers":[]})").error();
    EXPECT_EQ(error.kind, ErrorKind::malformed);
    EXPECT_NE(error.message.find("schema 1"), std::string::npos);
}

TEST(Manifest, layers_with_urls_are_kept_apart)
{
    const auto manifest = parse_manifest("{" + image_type + R"(,"config":)" + descriptor() + R"(,"layers":[)" +
                                             descriptor() + "," + descriptor(R"(,"urls":["https://x"])") + "]}",
                                         "");
    ASSERT_TRUE(manifest);
    EXPECT_EQ(manifest->layers.size(), 1U);
    EXPECT_EQ(manifest->foreign.size(), 1U);
}

TEST(Manifest, attestations_are_known_by_their_platform_or_their_annotation)
{
    const auto index =
        parse_manifest(R"({"schemaVersion":2,"manifests":[)" +
                           descriptor(R"(,"platform":{"os":"linux","architecture":"arm","variant":"v7"})") + "," +
                           descriptor(R"(,"platform":{"os":"unknown","architecture":"unknown"})") + "," +
                           descriptor(R"(,"annotations":{"vnd.docker.reference.type":"attestation-manifest"})") + "]}",
                       "");
    ASSERT_TRUE(index);
    EXPECT_EQ(index->entries[0].platform->str(), "linux/arm/v7");
    EXPECT_FALSE(index->entries[0].attestation);
    EXPECT_TRUE(index->entries[1].attestation);
    EXPECT_TRUE(index->entries[2].attestation);
}

TEST(Manifest, bytes_that_contradict_their_declared_type_are_malformed)
{
    const auto bytes = "{" + image_type + R"(,"config":)" + descriptor() + R"(,"layers":[]})";
    EXPECT_TRUE(parse_manifest(bytes, media_type::oci_manifest));
    EXPECT_FALSE(parse_manifest(bytes, media_type::oci_index));
    EXPECT_FALSE(parse_manifest(bytes, media_type::docker_manifest));
    // Without a type of their own they take the declared one, of the same shape.
    const auto silent = R"({"schemaVersion":2,"config":)" + descriptor() + R"(,"layers":[]})";
    EXPECT_EQ(parse_manifest(silent, media_type::docker_manifest)->media_type, media_type::docker_manifest);
    EXPECT_FALSE(parse_manifest(silent, media_type::oci_index));
}

TEST(Manifest, what_is_none_is_malformed_and_never_a_crash)
{
    for (const std::string bytes :
         {"", "[]", "7", R"({"manifests":{}})", R"({"manifests":[7]})", R"({"manifests":[{"digest":"x"}]})",
          R"({"config":7,"layers":[]})", R"({"mediaType":"text/html"})", R"({"schemaVersion":"2","manifests":[]})"})
        EXPECT_EQ(parse_manifest(bytes, "").error().kind, ErrorKind::malformed) << bytes;
    auto negative = descriptor();
    negative.replace(negative.find("\"size\":1"), 8, "\"size\":-1");
    EXPECT_FALSE(parse_manifest(R"({"manifests":[)" + negative + "]}", ""));
}

}  // namespace
}  // namespace tagwarden
