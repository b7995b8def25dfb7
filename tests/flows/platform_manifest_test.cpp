// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/platform_manifest.h"

#include <gtest/gtest.h>

#include "adapters/memory/memory_repository.h"
#include "tests/flows/watched_reader.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {
namespace {

struct PlatformManifest : testing::Test {
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    MemoryRepository source{store};

    Descriptor image(const std::string& platform)
    {
        return ImageBuilder().platform(platform).file("a", platform).build_into(source);
    }
    PlatformEntry entry(const std::string& platform) { return {*Platform::parse(platform), image(platform)}; }

    Result<Descriptor> find(const Descriptor& root, const std::string& platform)
    {
        return platform_manifests(source, {&root, 1}, *Platform::parse(platform)).front();
    }
};

TEST_F(PlatformManifest, is_the_entry_of_exactly_this_platform)
{
    const auto root = build_index(source, {entry("linux/amd64"), entry("linux/arm/v6"), entry("linux/arm/v7")},
                                  {.attestations = {build_attestation(source, "{}")}});
    EXPECT_EQ(find(root, "linux/amd64"), image("linux/amd64"));
    EXPECT_EQ(find(root, "linux/arm/v7"), image("linux/arm/v7"));
}

TEST_F(PlatformManifest, without_a_variant_is_the_only_one_of_the_architecture)
{
    const auto root = build_index(source, {entry("linux/arm64/v8"), entry("linux/arm/v6"), entry("linux/arm/v7")});
    EXPECT_EQ(find(root, "linux/arm64"), image("linux/arm64/v8"));
    const auto several = find(root, "linux/arm");
    ASSERT_FALSE(several);
    EXPECT_EQ(several.error().kind, ErrorKind::usage);
    EXPECT_NE(several.error().hint.find("linux/arm/v6, linux/arm/v7"), std::string::npos) << several.error().hint;
}

TEST_F(PlatformManifest, with_a_variant_is_none_of_another)
{
    const auto root = build_index(source, {entry("linux/arm/v6"), entry("linux/arm64")});
    EXPECT_EQ(find(root, "linux/arm/v7").error().kind, ErrorKind::not_found);
    EXPECT_EQ(find(root, "linux/arm64/v8").error().kind, ErrorKind::not_found);
}

TEST_F(PlatformManifest, that_is_not_there_is_an_error_that_lists_what_is)
{
    const auto root = build_index(source, {entry("linux/amd64"), entry("windows/amd64")},
                                  {.attestations = {build_attestation(source, "{}")}});
    const auto missing = find(root, "linux/s390x");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::not_found);
    EXPECT_EQ(missing.error().hint, "it has: linux/amd64, windows/amd64");
}

TEST_F(PlatformManifest, is_found_in_a_nested_index)
{
    const auto inner = build_index(source, {entry("linux/amd64")});
    EXPECT_EQ(find(build_index(source, {}, {.unmarked = {inner}}), "linux/amd64"), image("linux/amd64"));
}

TEST_F(PlatformManifest, of_an_image_is_the_image_when_it_is_for_that_platform)
{
    const auto arm = image("linux/arm64");
    EXPECT_EQ(find(arm, "linux/arm64"), arm);
    EXPECT_EQ(find(arm, "linux/amd64").error().kind, ErrorKind::not_found);
}

TEST_F(PlatformManifest, of_many_roots_is_read_in_few_batches_and_one_that_fails_spoils_no_other)
{
    WatchedReader reader(store);
    const auto one = build_index(source, {entry("linux/amd64"), entry("linux/arm64")});
    const auto nested = build_index(source, {}, {.unmarked = {one}});
    const Descriptor missing{one.media_type, Digest::of("missing"), 7};
    const std::vector roots{one, missing, nested, one, image("linux/arm64"), image("linux/amd64")};
    const auto found = platform_manifests(reader, roots, *Platform::parse("linux/arm64"));
    for (const auto i : {0U, 2U, 3U, 4U}) EXPECT_EQ(*found[i], image("linux/arm64"));
    EXPECT_EQ(found[1].error().trail.front(), "reading manifest " + missing.digest.str());
    EXPECT_EQ(found[5].error().hint, "it has: linux/amd64");
    EXPECT_EQ(reader.manifested, (std::vector<std::size_t>{3, 1, 2})) << "indexes, the nested one, images";
    EXPECT_EQ(reader.configured, std::vector<std::size_t>{2});
}

TEST_F(PlatformManifest, in_indexes_nested_without_measure_is_malformed)
{
    auto root = build_index(source, {entry("linux/amd64")});
    for (int i = 0; i < 8; ++i) root = build_index(source, {}, {.unmarked = {root}});
    EXPECT_EQ(find(root, "linux/amd64").error().kind, ErrorKind::malformed);
}

TEST_F(PlatformManifest, one_image_under_two_entries_is_no_choice)
{
    EXPECT_EQ(find(build_index(source, {entry("linux/amd64"), entry("linux/amd64")}), "linux/amd64"),
              image("linux/amd64"));
}

}  // namespace
}  // namespace tagwarden::tests
