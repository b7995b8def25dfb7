// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include "adapters/transfer/graph_transfer.h"
#include "core/attached_tag.h"
#include "tests/adapters/transfer/recorded_repository.h"
#include "tests/support/artifact_builder.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"

namespace tagwarden {

using tests::build_artifact;
using tests::build_cosign_signature;
using tests::build_index;
using tests::ImageBuilder;
using tests::RecordedRepository;

namespace {

class AttachedContent : public testing::Test {
protected:
    Result<TransferReport> bring(const Descriptor& root, bool with_attached = true)
    {
        TransferJob job{"an image", &source, &hub, root};
        job.with_attached = with_attached;
        SilentProgress silent;
        return GraphTransfer(never, {clock}).transfer({&job, 1}, silent).front();
    }
    std::vector<Digest> attached_at_hub(const Descriptor& subject)
    {
        std::vector<Digest> digests;
        const auto found = hub.referrers({&subject.digest, 1}).front();
        for (const auto& one : *found) digests.push_back(one.descriptor.digest);
        return digests;
    }
    std::string hub_names(const TagName& tag) { return hub.names(tag); }
    std::size_t place_of(const std::string& stored) const
    {
        return static_cast<std::size_t>(std::ranges::find(hub.stored, stored) - hub.stored.begin());
    }

    NeverStopped never;
    tests::SetClock clock;
    RecordedRepository source;
    RecordedRepository hub;
    Descriptor image = ImageBuilder().file("a", "1").build_into(source);
    TagName signature_tag = cosign_tags(image.digest).front();
};

}  // namespace

TEST_F(AttachedContent, travels_with_the_image_and_comes_behind_it)
{
    const auto sbom = build_artifact(source, {.subject = image});
    ASSERT_TRUE(bring(image));
    EXPECT_EQ(attached_at_hub(image), std::vector{sbom.digest});
    EXPECT_EQ(hub.stored, (std::vector{image.digest.str(), sbom.digest.str()}));
    EXPECT_EQ(hub.store->blobs, source.store->blobs);
}

TEST_F(AttachedContent, of_every_part_and_of_what_is_attached_travels_too)
{
    const auto root = build_index(source, {{Platform{"linux", "amd64", ""}, image}});
    const auto of_part = build_artifact(source, {.subject = image, .payload = "part"});
    const auto of_root = build_artifact(source, {.subject = root, .payload = "root"});
    const auto of_sbom = build_artifact(source, {.subject = of_root, .payload = "signature of a sbom"});
    const auto report = bring(root);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(attached_at_hub(image), std::vector{of_part.digest});
    EXPECT_EQ(attached_at_hub(root), std::vector{of_root.digest});
    EXPECT_EQ(attached_at_hub(of_root), std::vector{of_sbom.digest});
    EXPECT_EQ(report->manifests_copied, 5);
    EXPECT_LT(place_of(root.digest.str()), place_of(of_root.digest.str()));
    EXPECT_LT(place_of(of_root.digest.str()), place_of(of_sbom.digest.str()));
}

TEST_F(AttachedContent, that_another_root_lists_is_there_before_that_root)
{
    const auto root = build_index(source, {{Platform{"linux", "amd64", ""}, image}});
    const auto sbom = build_artifact(source, {.subject = root});
    const auto list = build_index(source, {}, {.unmarked = {sbom}});
    const auto list_of_lists = build_index(source, {}, {.unmarked = {list}});
    std::vector<TransferJob> jobs;
    for (const auto& one : {list_of_lists, list, root}) jobs.push_back({"a root", &source, &hub, one});
    SilentProgress silent;
    for (const auto& report : GraphTransfer(never, {clock}).transfer(jobs, silent))
        EXPECT_TRUE(report) << report.error().message;
    EXPECT_LT(place_of(sbom.digest.str()), place_of(list.digest.str()));
    EXPECT_LT(place_of(root.digest.str()), place_of(sbom.digest.str()));
}

TEST_F(AttachedContent, stays_behind_where_it_is_not_wanted)
{
    build_artifact(source, {.subject = image});
    build_cosign_signature(source, image.digest, {"ann"});
    source.batches.clear();
    ASSERT_TRUE(bring(image, false));
    EXPECT_EQ(hub.stored, std::vector{image.digest.str()});
    EXPECT_EQ(source.batches_of("referrers") + source.batches_of("resolve"), 0);
}

TEST_F(AttachedContent, costs_one_batch_of_questions_each_where_there_is_none)
{
    const auto other = ImageBuilder().file("a", "2").build_into(source);
    const auto root =
        build_index(source, {{Platform{"linux", "amd64", ""}, image}, {Platform{"linux", "arm64", ""}, other}});
    source.batches.clear();
    ASSERT_TRUE(bring(root));
    EXPECT_EQ(source.batches, (std::vector<std::string>{"manifests 1", "manifests 2", "referrers 3", "resolve 9"}));
    EXPECT_EQ(hub.batches_of("referrers") + hub.batches_of("resolve"), 0) << "only the source is asked";
}

TEST_F(AttachedContent, a_cosign_signature_travels_with_its_tag_which_comes_last)
{
    const auto signature = build_cosign_signature(source, image.digest, {"ann"});
    ASSERT_TRUE(bring(image));
    EXPECT_EQ(hub_names(signature_tag), signature.digest.str());
    EXPECT_EQ(hub.stored, (std::vector{image.digest.str(), signature.digest.str(), signature_tag.str()}));
}

TEST_F(AttachedContent, a_cosign_tag_moves_on_to_more_signatures)
{
    build_cosign_signature(source, image.digest, {"ann"});
    ASSERT_TRUE(bring(image));
    const auto both = build_cosign_signature(source, image.digest, {"ann", "bob"});
    const auto report = bring(image);
    ASSERT_TRUE(report);
    EXPECT_EQ(hub_names(signature_tag), both.digest.str());
    EXPECT_TRUE(report->warnings.empty());
}

TEST_F(AttachedContent, a_cosign_tag_with_signatures_of_its_own_is_left_alone_with_a_warning)
{
    const auto own = build_cosign_signature(hub, image.digest, {"the mirror's own"});
    build_cosign_signature(source, image.digest, {"ann"});
    const auto report = bring(image);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(hub_names(signature_tag), own.digest.str());
    ASSERT_EQ(report->warnings.size(), 1U);
    EXPECT_NE(report->warnings.front().find(signature_tag.str()), std::string::npos) << report->warnings.front();
}

TEST_F(AttachedContent, a_cosign_tag_that_cannot_be_set_fails_only_the_jobs_that_need_it)
{
    const auto other = ImageBuilder().file("a", "2").build_into(source);
    build_cosign_signature(source, image.digest, {"ann"});
    build_cosign_signature(source, other.digest, {"bob"});
    const auto other_tag = cosign_tags(other.digest).front();
    const auto refused = std::min(signature_tag, other_tag);
    hub.before_tag = [&](const TagMove& move) -> Result<void> {
        if (move.tag == refused) return fail(ErrorKind::refused, "an immutable tag");
        return {};
    };
    hub.stops_at_first_failure = true;
    const std::vector<TransferJob> jobs{{"one", &source, &hub, image}, {"two", &source, &hub, other}};
    SilentProgress silent;
    const auto reports = GraphTransfer(never, {clock}).transfer(jobs, silent);
    EXPECT_EQ(reports[0].has_value(), refused == other_tag);
    EXPECT_EQ(reports[1].has_value(), refused == signature_tag);
    EXPECT_EQ(hub_names(refused), "nothing");
    EXPECT_NE(hub_names(std::max(signature_tag, other_tag)), "nothing");
}

TEST_F(AttachedContent, a_second_time_nothing_is_stored)
{
    build_artifact(source, {.subject = image});
    build_cosign_signature(source, image.digest, {"ann"});
    ASSERT_TRUE(bring(image));
    hub.stored.clear();
    hub.blobs_put.clear();
    ASSERT_TRUE(bring(image));
    EXPECT_TRUE(hub.stored.empty());
    EXPECT_TRUE(hub.blobs_put.empty());
}

TEST_F(AttachedContent, that_is_there_but_not_listed_is_stored_again)
{
    const auto sbom = build_artifact(source, {.subject = image});
    ASSERT_TRUE(bring(image));
    hub.stored.clear();
    hub.hides_referrers = true;
    ASSERT_TRUE(bring(image));
    EXPECT_EQ(hub.stored, std::vector{sbom.digest.str()}) << "so that it gets into the list";
}

TEST_F(AttachedContent, that_a_list_names_but_is_gone_or_is_of_another_is_not_attached)
{
    const auto other = ImageBuilder().file("a", "2").build_into(source);
    const auto gone = build_artifact(source, {.subject = image, .payload = "gone"});
    const auto of_other = build_artifact(source, {.subject = other, .payload = "other"});
    source.claims = [&](const Digest& subject) {
        std::vector<Referrer> listed;
        if (subject == image.digest) listed = {{gone, "x"}, {of_other, "x"}, {other, "x"}};
        return listed;
    };
    source.store->manifests.erase(gone.digest);
    const auto report = bring(image);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(hub.stored, std::vector{image.digest.str()});
}

TEST_F(AttachedContent, that_cannot_be_asked_for_fails_the_job_and_says_what_to_do)
{
    int questions = 0;
    source.before_answer = [&]() -> Result<void> {
        if (++questions == 1) return {};
        return fail(ErrorKind::denied, "no");
    };
    const auto report = bring(image);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::denied);
    EXPECT_NE(report.error().hint.find("--without-referrers"), std::string::npos);
    EXPECT_TRUE(hub.stored.empty());
}

TEST_F(AttachedContent, of_a_kind_that_nobody_copies_is_left_with_a_warning)
{
    const Descriptor artifact{"application/vnd.cncf.oras.artifact.manifest.v1+json", Digest::of("artifact"), 8};
    source.claims = [&](const Digest&) { return std::vector<Referrer>{{artifact, "x"}}; };
    const auto report = bring(image);
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->warnings.size(), 1U);
    EXPECT_NE(report->warnings.front().find(artifact.digest.str()), std::string::npos);
}

TEST_F(AttachedContent, that_is_left_is_told_of_each_destination_once)
{
    const Descriptor artifact{"application/vnd.cncf.oras.artifact.manifest.v1+json", Digest::of("artifact"), 8};
    source.claims = [&](const Digest&) { return std::vector<Referrer>{{artifact, "x"}}; };
    RecordedRepository mirror;
    const std::vector<TransferJob> jobs{
        {"one", &source, &hub, image}, {"the same", &source, &hub, image}, {"one", &source, &mirror, image}};
    std::vector<std::size_t> told;
    SilentProgress silent;
    for (const auto& report : GraphTransfer(never, {clock}).transfer(jobs, silent))
        told.push_back(report->warnings.size());
    EXPECT_EQ(told, (std::vector<std::size_t>{1, 0, 1}));
}

TEST_F(AttachedContent, that_is_damaged_fails_the_job_and_says_what_to_do)
{
    auto sbom = build_artifact(source, {.subject = image});
    ++sbom.size;
    source.claims = [&](const Digest&) { return std::vector<Referrer>{{sbom, "x"}}; };
    const auto report = bring(image);
    ASSERT_FALSE(report);
    EXPECT_NE(report.error().hint.find("--without-referrers"), std::string::npos);
}

TEST_F(AttachedContent, whose_blob_is_missing_fails_the_job)
{
    build_artifact(source, {.subject = image, .payload = "the bill"});
    source.store->blobs.erase(Digest::of("the bill"));
    EXPECT_EQ(bring(image).error().kind, ErrorKind::not_found);
    EXPECT_TRUE(hub.stored.empty());
}

TEST_F(AttachedContent, chained_without_end_is_malformed)
{
    auto subject = image;
    for (int i = 0; i < 12; ++i) subject = build_artifact(source, {.subject = subject, .payload = std::to_string(i)});
    EXPECT_EQ(bring(image).error().kind, ErrorKind::malformed);
}

TEST_F(AttachedContent, within_one_repository_nobody_asks_for)
{
    build_artifact(source, {.subject = image});
    source.batches.clear();
    const TransferJob job{"an image", &source, &source, image};
    SilentProgress silent;
    ASSERT_TRUE(GraphTransfer(never, {clock}).transfer({&job, 1}, silent).front());
    EXPECT_EQ(source.batches_of("referrers"), 0);
}

}  // namespace tagwarden
