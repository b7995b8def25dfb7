// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What ports/registry.h promises of content that is attached to other content.

#include <algorithm>

#include "core/descriptor_json.h"
#include "tests/contract/registry_contract.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {

namespace {

std::vector<Referrer> attached_to(ReferrerReader& reader, const Digest& subject)
{
    return reader.referrers({&subject, 1}).front().value();
}

Descriptor image(ContentWriter& writer, const std::string& version)
{
    return ImageBuilder().file("VERSION", version).build_into(writer);
}

std::vector<Digest> digests_of(const std::vector<Referrer>& referrers)
{
    std::vector<Digest> digests;
    for (const auto& one : referrers) digests.push_back(one.descriptor.digest);
    std::ranges::sort(digests, DigestBefore());
    return digests;
}

std::vector<Digest> sorted(std::vector<Digest> digests)
{
    std::ranges::sort(digests, DigestBefore());
    return digests;
}

}  // namespace

TEST_P(ReferrersContract, nothing_is_attached_where_nobody_attached_anything)
{
    const auto one = image(*repository, "1");
    const std::vector<Digest> asked{one.digest, Digest::of("not there")};
    const auto answers = repository->referrers(asked);
    ASSERT_EQ(answers.size(), 2U);
    EXPECT_TRUE(answers[0].value().empty());
    EXPECT_TRUE(answers[1].value().empty());
    EXPECT_TRUE(repository->referrers({}).empty());
}

TEST_P(ReferrersContract, what_has_a_subject_is_found_by_it_with_its_type_and_annotations)
{
    const auto one = image(*repository, "1");
    const auto sbom = build_artifact(
        *repository, {.subject = one, .type = "text/sbom", .annotations = {{"org.example.note", "n\xc3\xb6te"}}});
    const std::vector<Referrer> wanted{{sbom, "text/sbom", {{"org.example.note", "n\xc3\xb6te"}}}};
    EXPECT_EQ(attached_to(*place->open(), one.digest), wanted);
}

TEST_P(ReferrersContract, where_no_artifact_type_is_said_the_config_says_it)
{
    const auto one = image(*repository, "1");
    build_artifact(*repository, {.subject = one, .type = ""});
    EXPECT_EQ(attached_to(*repository, one.digest).front().artifact_type, "application/vnd.oci.empty.v1+json");
}

TEST_P(ReferrersContract, an_index_can_be_attached_too)
{
    const auto one = image(*repository, "1");
    const auto index = build_index(*repository, {}, {.fields = {{"subject", json_of(one)}, {"artifactType", "x/y"}}});
    EXPECT_EQ(attached_to(*repository, one.digest), (std::vector<Referrer>{{index, "x/y"}}));
}

TEST_P(ReferrersContract, what_is_attached_may_come_before_its_subject)
{
    const auto built = ImageBuilder().file("VERSION", "1").build().manifest.descriptor;
    const auto sbom = build_artifact(*repository, {.subject = built});
    EXPECT_EQ(digests_of(attached_to(*repository, built.digest)), (std::vector{sbom.digest}));
    ASSERT_EQ(image(*repository, "1"), built);
    EXPECT_EQ(digests_of(attached_to(*repository, built.digest)), (std::vector{sbom.digest}));
}

TEST_P(ReferrersContract, each_is_listed_once_and_with_its_own_subject_only)
{
    const auto one = image(*repository, "1");
    const auto two = image(*repository, "2");
    const auto first = build_artifact(*repository, {.subject = one, .payload = "1"});
    const auto second = build_artifact(*repository, {.subject = one, .payload = "2"});
    const auto other = build_artifact(*repository, {.subject = two, .payload = "3"});
    build_artifact(*repository, {.subject = one, .payload = "1"});
    const std::vector<Digest> asked{two.digest, one.digest, two.digest};
    const auto answers = repository->referrers(asked);
    ASSERT_EQ(answers.size(), 3U);
    EXPECT_EQ(digests_of(*answers[0]), (std::vector{other.digest}));
    EXPECT_EQ(digests_of(*answers[1]), sorted({first.digest, second.digest}));
    EXPECT_EQ(digests_of(*answers[2]), (std::vector{other.digest}));
}

TEST_P(ReferrersContract, what_two_handles_attach_is_all_listed)
{
    const auto one = image(*repository, "1");
    const auto first = build_artifact(*repository, {.subject = one, .payload = "1"});
    const auto second = build_artifact(*place->open(), {.subject = one, .payload = "2"});
    const auto third = build_artifact(*repository, {.subject = one, .payload = "3"});
    EXPECT_EQ(digests_of(attached_to(*repository, one.digest)), sorted({first.digest, second.digest, third.digest}));
}

TEST_P(ReferrersContract, something_can_be_attached_to_what_is_attached)
{
    const auto one = image(*repository, "1");
    const auto sbom = build_artifact(*repository, {.subject = one});
    const auto signature = build_artifact(*repository, {.subject = sbom, .type = "x/signature"});
    EXPECT_EQ(digests_of(attached_to(*repository, sbom.digest)), (std::vector{signature.digest}));
    EXPECT_EQ(digests_of(attached_to(*repository, one.digest)), (std::vector{sbom.digest}));
}

}  // namespace tagwarden::tests
