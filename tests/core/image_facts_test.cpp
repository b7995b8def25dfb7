// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/image_facts.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include "core/manifest.h"

namespace tagwarden {
namespace {

const auto digest = Digest::of("x").str();

std::string descriptor(std::string_view type, int size, const std::string& more = "")
{
    return fmt::format(R"({{"mediaType":"{}","digest":"{}","size":{}{}}})", type, digest, size, more);
}

std::string entry(std::string_view type, const std::string& platform)
{
    return descriptor(type, 7, platform.empty() ? "" : R"(,"platform":)" + platform);
}

GatheredFacts gather(const std::string& bytes, GatheredFacts gathered = {})
{
    const auto content = manifest_content(bytes);
    EXPECT_TRUE(content) << bytes;
    const auto added = add_manifest_facts(content->descriptor, bytes, gathered);
    EXPECT_TRUE(added) << added.error().message;
    return gathered;
}

const auto amd64 = R"({"os":"linux","architecture":"amd64"})";
const auto arm = R"({"os":"linux","architecture":"arm","variant":"v7"})";
const auto unknown = R"({"os":"unknown","architecture":"unknown"})";

TEST(ImageFacts, an_index_has_the_platforms_of_its_images_and_leads_to_the_first)
{
    const auto index = gather(fmt::format(
        R"({{"schemaVersion":2,"mediaType":"{}","manifests":[{},{},{},{}],
             "annotations":{{"org.opencontainers.image.version":"1.8.1","org.opencontainers.image.created":"2026-01-02T03:04:05.678Z"}}}})",
        media_type::oci_index, entry(media_type::oci_manifest, unknown), entry("application/x-cache", ""),
        entry(media_type::oci_manifest, amd64), entry(media_type::oci_manifest, arm)));
    EXPECT_EQ(index.facts.platforms, (std::vector<Platform>{{"linux", "amd64", ""}, {"linux", "arm", "v7"}}));
    EXPECT_EQ(index.facts.version, "1.8.1");
    EXPECT_EQ(index.facts.created, *parse_time("2026-01-02T03:04:05Z"));
    ASSERT_TRUE(index.manifest);
    EXPECT_EQ(index.manifest->size, 7);
    EXPECT_FALSE(index.config);
}

TEST(ImageFacts, a_nested_index_adds_nothing_to_the_platforms_of_the_one_around_it)
{
    const auto inner = fmt::format(R"({{"schemaVersion":2,"mediaType":"{}","manifests":[{}]}})", media_type::oci_index,
                                   entry(media_type::oci_manifest, arm));
    const GatheredFacts around{{"", std::nullopt, {{"linux", "amd64", ""}}, 0}, std::nullopt, std::nullopt};
    EXPECT_EQ(gather(inner, around).facts.platforms, (std::vector<Platform>{{"linux", "amd64", ""}}));
    EXPECT_EQ(gather(inner).facts.platforms, (std::vector<Platform>{{"linux", "arm", "v7"}}));
}

TEST(ImageFacts, an_image_has_a_size_and_leads_to_its_configuration)
{
    const auto image =
        gather(fmt::format(R"({{"schemaVersion":2,"mediaType":"{}","config":{},"layers":[{},{}]}})",
                           media_type::oci_manifest, descriptor(media_type::oci_config, 10),
                           descriptor(media_type::oci_layer, 200), descriptor(media_type::oci_layer, 3000)));
    EXPECT_EQ(image.facts.size, 3210);
    ASSERT_TRUE(image.config);
    EXPECT_EQ(image.config->size, 10);
    EXPECT_FALSE(image.manifest);
}

TEST(ImageFacts, what_is_no_image_is_not_asked_for_a_configuration)
{
    const auto chart = gather(fmt::format(
        R"({{"schemaVersion":2,"mediaType":"{}","config":{},"layers":[],"annotations":{{"org.opencontainers.image.version":"0.2.0"}}}})",
        media_type::oci_manifest, descriptor("application/vnd.cncf.helm.config.v1+json", 10)));
    EXPECT_EQ(chart.facts.version, "0.2.0");
    EXPECT_FALSE(chart.config);
    EXPECT_FALSE(chart.manifest);
}

TEST(ImageFacts, the_label_counts_more_than_an_annotation_and_the_index_more_than_the_image_for_platforms)
{
    ImageFacts facts{"annotated", std::nullopt, {{"linux", "amd64", ""}, {"linux", "arm64", ""}}, 1};
    ASSERT_TRUE(add_config_facts(R"({"os":"linux","architecture":"amd64","created":"2026-01-02T03:04:05Z",
                                     "config":{"Labels":{"org.opencontainers.image.version":"1.8.1"}}})",
                                 facts));
    EXPECT_EQ(facts.version, "1.8.1");
    EXPECT_EQ(facts.created, *parse_time("2026-01-02T03:04:05Z"));
    EXPECT_EQ(facts.platforms.size(), 2U);

    ImageFacts alone;
    ASSERT_TRUE(add_config_facts(R"({"os":"linux","architecture":"arm","variant":"v7","created":"yesterday"})", alone));
    EXPECT_EQ(alone.platforms, (std::vector<Platform>{{"linux", "arm", "v7"}}));
    EXPECT_EQ(alone.created, std::nullopt);
    EXPECT_EQ(alone.version, "");
}

TEST(ImageFacts, read_back_as_they_were_written)
{
    for (const auto& facts : {ImageFacts{}, ImageFacts{"1.8.1",
                                                       *parse_time("2026-01-02T03:04:05Z"),
                                                       {{"linux", "arm", "v7"}, {"windows", "amd64", ""}},
                                                       1234567890123}})
        EXPECT_EQ(parse_image_facts(image_facts_text(facts)), facts) << image_facts_text(facts);
}

TEST(ImageFacts, a_text_that_is_something_else_is_malformed)
{
    for (const auto* text :
         {"", "null", "[]", "{}", R"({"version":1,"size":1})", R"({"version":"1"})", R"({"version":"1","size":"big"})",
          R"({"version":"1","size":1,"platforms":{}})", R"({"version":"1","size":1,"platforms":[["linux","amd64"]]})",
          R"({"version":"1","size":1,"platforms":[["linux","amd64",7]]})"}) {
        const auto facts = parse_image_facts(text);
        ASSERT_FALSE(facts) << text;
        EXPECT_EQ(facts.error().kind, ErrorKind::malformed) << text;
    }
}

}  // namespace
}  // namespace tagwarden
