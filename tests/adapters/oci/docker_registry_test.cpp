// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "tests/adapters/oci/scripted_registry.h"
#include "tests/support/docker_registry.h"

namespace tagwarden {
namespace {

using tests::read_all;
using tests::tag;
using tests::TextStream;

/// The same verbs against a registry that others wrote.
struct OciDockerRegistry : testing::Test {
    static void SetUpTestSuite() { registry = std::make_unique<tests::DockerRegistry>(); }
    static void TearDownTestSuite() { registry.reset(); }

    OciDockerRegistry()
    {
        // A repository a test, so that none sees what another left.
        std::string name = testing::UnitTest::GetInstance()->current_test_info()->name();
        repository =
            open_oci_repository(Location::parse(registry->host() + "/" + name).value(), {}, session.registry).value();
    }

    static Descriptor descriptor_of(const std::string& bytes)
    {
        return {"application/octet-stream", Digest::of(bytes), static_cast<std::int64_t>(bytes.size())};
    }
    Result<void> put(const std::string& bytes, const Descriptor& blob) const
    {
        TextStream stream(bytes);
        return repository->put_blob(blob, stream);
    }
    Result<std::string> get(const Descriptor& blob) const
    {
        const auto stream = repository->open_blob(blob);
        if (!stream) return fail(stream.error());
        return read_all(**stream);
    }
    Result<bool> has(const Descriptor& blob) const
    {
        const std::vector blobs{blob};
        return repository->has_blobs(blobs).front();
    }

    /// An image with one config and no layers, whose bytes differ with `label`.
    ManifestContent image(const std::string& label) const
    {
        const auto config = R"({"architecture":"amd64","os":"linux","label":")" + label + "\"}";
        const auto blob = descriptor_of(config);
        EXPECT_TRUE(put(config, blob));
        const auto bytes = R"({"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":)"
                           R"({"mediaType":"application/vnd.oci.image.config.v1+json","digest":")" +
                           blob.digest.str() + R"(","size":)" + std::to_string(blob.size) + R"(},"layers":[]})";
        return manifest_content(bytes).value();
    }
    ManifestContent stored_image(const std::string& label) const
    {
        const std::vector manifests{image(label)};
        EXPECT_TRUE(repository->put_manifests(manifests).front());
        return manifests.front();
    }
    Result<void> move(const std::string& name, std::optional<Digest> from, const Descriptor& to) const
    {
        const std::vector moves{TagMove{tag(name), from, to}};
        return repository->move(moves).front();
    }
    Result<std::optional<Descriptor>> resolve(const std::string& name) const
    {
        const std::vector tags{tag(name)};
        return repository->resolve(tags).front();
    }

    static inline std::unique_ptr<tests::DockerRegistry> registry;
    tests::TestSession session;
    std::unique_ptr<Repository> repository;
};

TEST_F(OciDockerRegistry, an_empty_place_has_nothing)
{
    const std::vector digests{Digest::of("x")};
    EXPECT_EQ(repository->tags(), std::vector<TagName>{});
    EXPECT_EQ(resolve("latest").value(), std::nullopt);
    EXPECT_EQ(has(descriptor_of("x")), false);
    EXPECT_EQ(repository->has_manifests(digests).front(), false);
    EXPECT_EQ(repository->manifests(digests).front().error().kind, ErrorKind::not_found);
    EXPECT_EQ(get(descriptor_of("x")).error().kind, ErrorKind::not_found);
}

TEST_F(OciDockerRegistry, a_blob_comes_back_as_it_went)
{
    for (const auto& bytes : {std::string(), std::string("x"), std::string(3'000'000, 'y')}) {
        EXPECT_TRUE(put(bytes, descriptor_of(bytes)));
        EXPECT_EQ(has(descriptor_of(bytes)), true);
        EXPECT_TRUE(get(descriptor_of(bytes)) == bytes);
    }
}

TEST_F(OciDockerRegistry, a_wrong_blob_is_malformed_and_leaves_nothing)
{
    const auto blob = descriptor_of("right");
    for (const auto* wrong : {"wrong", "righ", "rightt", ""}) {
        const auto done = put(wrong, blob);
        ASSERT_FALSE(done) << wrong;
        EXPECT_EQ(done.error().kind, ErrorKind::malformed) << done.error().message;
        EXPECT_EQ(has(blob), false);
    }
}

TEST_F(OciDockerRegistry, a_sha512_blob_is_stored)
{
    Hasher hasher(HashAlgorithm::sha512);
    hasher.update("long");
    const Descriptor blob{"x", Digest::parse("sha512:" + hasher.hex()).value(), 4};
    const auto done = put("long", blob);
    EXPECT_TRUE(done) << done.error().message;
}

TEST_F(OciDockerRegistry, a_manifest_is_not_kept_by_its_sha512_digest_and_the_error_says_what_to_do)
{
    auto content = image("long");
    content.descriptor.digest = Digest::of(content.bytes, HashAlgorithm::sha512);
    const auto stored = repository->put_manifests({&content, 1}).front();
    ASSERT_FALSE(stored);
    EXPECT_EQ(stored.error().kind, ErrorKind::refused);
    EXPECT_NE(stored.error().message.find("does not keep a manifest by its SHA-512 digest"), std::string::npos)
        << stored.error().message;
    EXPECT_NE(stored.error().message.find("DIGEST_INVALID"), std::string::npos) << stored.error().message;
    EXPECT_NE(stored.error().hint.find("oci:DIR"), std::string::npos) << stored.error().hint;
}

TEST_F(OciDockerRegistry, a_blob_streams_from_one_repository_to_another)
{
    const std::string bytes(5'000'000, 'z');
    ASSERT_TRUE(put(bytes, descriptor_of(bytes)));
    const auto other = tests::open_app(registry->host(), session);
    const auto stream = repository->open_blob(descriptor_of(bytes));
    ASSERT_TRUE(stream);
    EXPECT_TRUE(other->put_blob(descriptor_of(bytes), **stream));
    const std::vector blobs{descriptor_of(bytes)};
    EXPECT_EQ(other->has_blobs(blobs).front(), true);
}

TEST_F(OciDockerRegistry, a_manifest_comes_back_as_it_went_and_has_no_tag)
{
    const auto content = stored_image("one");
    const std::vector digests{content.descriptor.digest};
    EXPECT_EQ(repository->manifests(digests).front(), content);
    EXPECT_EQ(repository->has_manifests(digests).front(), true);
    EXPECT_EQ(repository->tags(), std::vector<TagName>{});
}

TEST_F(OciDockerRegistry, a_manifest_whose_blob_is_missing_is_refused)
{
    const std::vector manifests{manifest_content(tests::image_manifest()).value()};
    const auto put = repository->put_manifests(manifests).front();
    ASSERT_FALSE(put);
    EXPECT_EQ(put.error().kind, ErrorKind::refused) << put.error().message;
}

TEST_F(OciDockerRegistry, a_tag_moves_only_from_where_the_plan_saw_it)
{
    const auto one = stored_image("one").descriptor;
    const auto two = stored_image("two").descriptor;
    ASSERT_TRUE(move("latest", std::nullopt, one));
    EXPECT_EQ(resolve("latest").value(), one);
    EXPECT_EQ(move("latest", std::nullopt, two).error().kind, ErrorKind::refused);
    EXPECT_EQ(move("latest", two.digest, {two.media_type, Digest::of("x"), 1}).error().kind, ErrorKind::refused);
    EXPECT_EQ(resolve("latest").value(), one);
    ASSERT_TRUE(move("latest", one.digest, two));
    EXPECT_EQ(resolve("latest").value(), two);
    EXPECT_EQ(repository->tags(), std::vector{tag("latest")});
}

TEST_F(OciDockerRegistry, many_tags_are_listed_in_order_and_resolved)
{
    const auto content = stored_image("many");
    std::vector<TagMove> moves;
    for (int i = 1; i <= 200; ++i) moves.push_back({tag("t" + std::to_string(i)), {}, content.descriptor});
    for (const auto& moved : repository->move(moves)) ASSERT_TRUE(moved);
    const auto tags = repository->tags();
    ASSERT_EQ(tags->size(), 200U);
    EXPECT_TRUE(std::ranges::is_sorted(*tags));
    for (const auto& found : repository->resolve(*tags)) EXPECT_EQ(found.value(), content.descriptor);
}

}  // namespace
}  // namespace tagwarden
