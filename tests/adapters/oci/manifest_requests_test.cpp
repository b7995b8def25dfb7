// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/oci/manifest_requests.h"

#include "tests/adapters/oci/scripted_registry.h"

namespace tagwarden {
namespace {

using tests::image_manifest;
using tests::tag;

struct OciManifests : tests::ScriptedRegistry {
    const std::string bytes = image_manifest();
    const Digest digest = Digest::of(bytes);
    const Descriptor descriptor{std::string(media_type::oci_manifest), digest, static_cast<std::int64_t>(bytes.size())};
    const std::string by_tag = "/v2/app/manifests/latest";
    const std::string by_digest = "/v2/app/manifests/" + digest.str();

    Result<std::optional<Descriptor>> resolve()
    {
        const std::vector tags{tag("latest")};
        return repository->resolve(tags).front();
    }
    Result<ManifestContent> get()
    {
        const std::vector digests{digest};
        return repository->manifests(digests).front();
    }
};

TEST_F(OciManifests, a_tag_is_resolved_by_its_head_alone)
{
    auto answer = manifest_answer(bytes);
    answer.headers[0].second += "; charset=utf-8";
    server.on("HEAD " + by_tag, answer);
    EXPECT_EQ(resolve().value(), descriptor);
    EXPECT_EQ(server.lines(), std::vector{"HEAD " + by_tag});
}

TEST_F(OciManifests, a_tag_that_does_not_exist_names_nothing)
{
    EXPECT_EQ(resolve().value(), std::nullopt);
}

TEST_F(OciManifests, a_head_that_leaves_something_out_is_followed_by_the_bytes)
{
    const std::vector<std::pair<std::string, std::string>> poor[] = {
        {{"Content-Type", descriptor.media_type}},
        {{"Docker-Content-Digest", digest.str()}},
        {{"Docker-Content-Digest", digest.str()}, {"Content-Type", descriptor.media_type}, {"Content-Length", ""}},
        {{"Docker-Content-Digest", digest.str()}, {"Content-Type", descriptor.media_type}, {"Content-Length", "0"}},
        {{"Docker-Content-Digest", digest.str()}, {"Content-Type", "application/json"}},
    };
    server.on("GET " + by_tag, {200, {}, bytes});
    for (const auto& headers : poor) {
        server.on("HEAD " + by_tag, {200, headers, bytes});
        EXPECT_EQ(resolve().value(), descriptor);
    }
    EXPECT_EQ(server.lines().size(), 10U);
}

TEST_F(OciManifests, head_and_get_ask_for_the_same_kinds)
{
    server.on("HEAD " + by_tag, {200, {}, bytes});
    server.on("GET " + by_tag, {200, {}, bytes});
    ASSERT_TRUE(resolve());
    const auto requests = server.requests();
    EXPECT_EQ(requests.at(0).headers.at("accept"), requests.at(1).headers.at("accept"));
    for (const auto kind :
         {media_type::oci_index, media_type::oci_manifest, media_type::docker_list, media_type::docker_manifest})
        EXPECT_NE(requests.at(0).headers.at("accept").find(kind), std::string::npos);
}

TEST_F(OciManifests, a_digest_header_that_is_none_or_of_other_bytes_is_malformed)
{
    server.on("HEAD " + by_tag, {200, {{"Docker-Content-Digest", "md5:1"}}, bytes});
    EXPECT_EQ(resolve().error().kind, ErrorKind::malformed);

    server.on("HEAD " + by_tag, {200, {}, bytes});
    server.on("GET " + by_tag, {200, {{"Docker-Content-Digest", Digest::of("other").str()}}, bytes});
    EXPECT_EQ(resolve().error().kind, ErrorKind::malformed);
}

TEST_F(OciManifests, bytes_with_another_digest_are_malformed)
{
    server.on("GET " + by_digest, manifest_answer(bytes + " "));
    const auto manifest = get();
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().kind, ErrorKind::malformed);
    EXPECT_NE(manifest.error().message.find("want " + digest.str()), std::string::npos);
    EXPECT_NE(manifest.error().message.find(Digest::of(bytes + " ").str()), std::string::npos);
}

TEST_F(OciManifests, the_media_type_is_the_registrys_or_that_of_the_bytes)
{
    server.on("GET " + by_digest, {200, {{"Content-Type", "text/plain"}}, bytes});
    EXPECT_EQ(get().value(), (ManifestContent{descriptor, bytes}));

    server.on("GET " + by_digest, {200, {{"Content-Type", std::string(media_type::docker_manifest)}}, bytes});
    EXPECT_EQ(get()->descriptor.media_type, media_type::docker_manifest);
}

TEST_F(OciManifests, an_absent_manifest_is_not_found_and_named)
{
    const auto manifest = get();
    ASSERT_FALSE(manifest);
    EXPECT_EQ(manifest.error().kind, ErrorKind::not_found);
    EXPECT_NE(manifest.error().message.find(digest.str()), std::string::npos);
}

TEST_F(OciManifests, a_manifest_that_is_too_large_is_not_read)
{
    server.on("GET " + by_digest, {200, {}, std::string(max_manifest_size + 1, ' ')});
    EXPECT_EQ(get().error().kind, ErrorKind::malformed);
}

TEST_F(OciManifests, answers_come_in_the_order_of_the_questions)
{
    std::vector<TagName> tags;
    for (int i = 0; i < 50; ++i) {
        tags.push_back(tag("t" + std::to_string(i)));
        server.on("HEAD /v2/app/manifests/t" + std::to_string(i), manifest_answer(std::to_string(i)));
    }
    const auto answers = repository->resolve(tags);
    ASSERT_EQ(answers.size(), 50U);
    for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ((*answers[i])->digest, Digest::of(std::to_string(i)));
    EXPECT_LE(server.connections(), session.registry.http().patience().questions_at_most);
}

TEST_F(OciManifests, a_manifest_stored_under_another_digest_is_malformed)
{
    server.on("PUT " + by_digest, {201, {{"Docker-Content-Digest", Digest::of("other").str()}}});
    const std::vector manifests{ManifestContent{descriptor, bytes}};
    EXPECT_EQ(repository->put_manifests(manifests).front().error().kind, ErrorKind::malformed);
}

TEST_F(OciManifests, of_dockers_schema_1_are_refused_with_the_reason)
{
    const std::string type = "application/vnd.docker.distribution.manifest.v1+prettyjws";
    // Its digest is that of the text without the signatures in it, so it never fits the bytes.
    const tests::ScriptedAnswer answer{
        200,
        {{"Content-Type", type}, {"Docker-Content-Digest", Digest::of("unsigned").str()}},
        R"({"schemaVersion":1,"name":"app","tag":"old","fsLayers":[],"signatures":[]})"};
    server.on("HEAD /v2/app/manifests/old", answer);
    server.on("GET /v2/app/manifests/old", answer);
    const auto resolved = repository->resolve(std::vector{tag("old")}).front();
    ASSERT_FALSE(resolved);
    EXPECT_NE(resolved.error().message.find("schema 1"), std::string::npos) << resolved.error().message;
}

TEST_F(OciManifests, that_are_removed_are_asked_for_by_digest_and_may_be_gone_already)
{
    const auto gone = Digest::of("gone").str();
    EXPECT_TRUE(delete_manifest(client, gone));
    server.on("DELETE /v2/app/manifests/" + gone, {405});
    EXPECT_EQ(delete_manifest(client, gone).error().kind, ErrorKind::refused);
    server.on("DELETE /v2/app/manifests/" + gone, {202});
    EXPECT_TRUE(delete_manifest(client, gone));
}

TEST_F(OciManifests, none_is_put_after_one_that_failed)
{
    server.on("PUT " + by_digest, {400, {}, R"({"errors":[{"code":"MANIFEST_BLOB_UNKNOWN"}]})"});
    const std::vector manifests(2, ManifestContent{descriptor, bytes});
    const auto put = repository->put_manifests(manifests);
    EXPECT_EQ(put.at(0).error().kind, ErrorKind::refused);
    EXPECT_EQ(put.at(1).error().kind, ErrorKind::refused);
    EXPECT_EQ(server.lines().size(), 1U);
}

}  // namespace
}  // namespace tagwarden
