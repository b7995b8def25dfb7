// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/graph_transfer.h"

#include <gtest/gtest.h>

#include "adapters/memory/memory_repository.h"
#include "tests/adapters/transfer/recorded_progress.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"

namespace tagwarden {

using tests::build_attestation;
using tests::build_index;
using tests::ImageBuilder;
using tests::RecordedProgress;

namespace {

const Platform amd64{"linux", "amd64", ""};
const Platform arm64{"linux", "arm64", ""};

class Transfer : public testing::Test {
protected:
    Result<TransferReport> bring(const Descriptor& root)
    {
        const TransferJob job{"1.8.1 to hub", &source, &destination, root};
        return GraphTransfer(never, {clock}).transfer(std::span(&job, 1), progress).front();
    }

    /// The whole source is at the destination, byte for byte.
    void expect_all_there()
    {
        EXPECT_EQ(there->blobs, here->blobs);
        EXPECT_EQ(there->manifests, here->manifests);
    }

    /// Makes the source serve these bytes as an index of this digest.
    Descriptor serve(const Digest& digest, const std::string& bytes)
    {
        const Descriptor claimed{std::string(media_type::oci_index), digest, static_cast<std::int64_t>(bytes.size())};
        here->manifests.at(digest) = {claimed, bytes};
        return claimed;
    }

    std::shared_ptr<MemoryStore> here = std::make_shared<MemoryStore>();
    std::shared_ptr<MemoryStore> there = std::make_shared<MemoryStore>();
    MemoryRepository source{here};
    MemoryRepository destination{there};
    RecordedProgress progress;
    NeverStopped never;
    tests::SetClock clock;
};

}  // namespace

TEST_F(Transfer, brings_an_image_and_sets_no_tag)
{
    const auto image = ImageBuilder().file("a", "1").layer().file("b", "2").build_into(source);
    const auto report = bring(image);
    ASSERT_TRUE(report) << report.error().message;
    expect_all_there();
    EXPECT_TRUE(there->tags.empty());
    EXPECT_EQ(report->blobs_copied, 3);
    EXPECT_EQ(report->blobs_present, 0);
}

// The destination refuses what refers to something that is not there, so order is proved by success.
TEST_F(Transfer, brings_a_graph_of_every_shape_children_first)
{
    const auto amd = ImageBuilder().file("a", "amd").field("x-unknown", 1).build_into(source);
    const auto arm = ImageBuilder().file("a", "arm").without_media_type().build_into(source);
    const auto docker = ImageBuilder().file("a", "docker").docker().build_into(source);
    const auto proof = build_attestation(source, "{}");
    const auto list = build_index(source, {{amd64, docker}}, {.docker = true});
    const auto inner = build_index(source, {{amd64, amd}}, {.says_media_type = false});
    const auto root = build_index(source, {{amd64, amd}, {arm64, arm}},
                                  {.attestations = {proof}, .unmarked = {inner, list}, .fields = {{"x-more", true}}});
    const auto report = bring(root);
    ASSERT_TRUE(report) << report.error().message;
    expect_all_there();
}

TEST_F(Transfer, an_entry_that_a_later_sibling_needs_too_comes_first)
{
    const auto image = ImageBuilder().file("a", "1").build_into(source);
    const auto inner = build_index(source, {{amd64, image}});
    const auto middle = build_index(source, {}, {.unmarked = {inner}});
    const auto root = build_index(source, {}, {.unmarked = {inner, middle}});
    ASSERT_TRUE(bring(root));
    expect_all_there();
}

TEST_F(Transfer, a_second_time_nothing_is_sent)
{
    const auto image = ImageBuilder().file("a", "1").build_into(source);
    ASSERT_TRUE(bring(image));
    progress = {};
    const auto report = bring(image).value();
    EXPECT_EQ(report.blobs_copied, 0);
    EXPECT_EQ(report.blobs_present, 2);
    EXPECT_EQ(report.bytes_copied, 0);
    EXPECT_TRUE(progress.begun.empty());
}

TEST_F(Transfer, what_images_share_is_sent_once)
{
    const auto one = ImageBuilder().file("base", "b").layer().file("a", "1").build_into(source);
    const auto two = ImageBuilder().file("base", "b").layer().file("a", "2").build_into(source);
    const std::vector<TransferJob> jobs{{"1", &source, &destination, one}, {"2", &source, &destination, two}};
    const auto reports = GraphTransfer(never, {clock}).transfer(jobs, progress);
    EXPECT_EQ(reports[0]->blobs_copied, 3);
    EXPECT_EQ(reports[1]->blobs_copied, 2);
    EXPECT_EQ(reports[1]->blobs_present, 1);

    there->blobs.clear();
    there->manifests.clear();
    EXPECT_EQ(bring(build_index(source, {{amd64, one}, {arm64, two}}))->blobs_copied, 5);
}

TEST_F(Transfer, an_index_that_is_there_does_not_vouch_for_what_is_below_it)
{
    const auto image = ImageBuilder().file("a", "1").build_into(source);
    const auto root = build_index(source, {{amd64, image}});
    ASSERT_TRUE(bring(root));
    there->blobs.erase(there->blobs.begin());
    there->manifests.erase(image.digest);
    ASSERT_TRUE(bring(root));
    expect_all_there();
}

TEST_F(Transfer, a_manifest_that_does_not_say_what_it_is_arrives_as_what_its_index_calls_it)
{
    const auto image = ImageBuilder().file("a", "1").docker().without_media_type().build_into(source);
    here->manifests.at(image.digest).descriptor.media_type = media_type::oci_manifest;
    ASSERT_TRUE(bring(build_index(source, {{amd64, image}}, {.docker = true})));
    EXPECT_EQ(there->manifests.at(image.digest).descriptor.media_type, media_type::docker_manifest);
}

TEST_F(Transfer, foreign_layers_stay_where_they_are)
{
    const auto image = ImageBuilder().file("a", "1").docker().foreign_layer("https://far.example/l").build_into(source);
    EXPECT_EQ(bring(image)->blobs_copied, 2);
    expect_all_there();
}

TEST_F(Transfer, an_artifact_travels_with_its_config)
{
    const auto config = tests::put(source, "{}", "application/vnd.oci.empty.v1+json");
    const auto manifest =
        manifest_content(R"({"schemaVersion":2,"artifactType":"text/x","config":{"mediaType":")" + config.media_type +
                         R"(","digest":")" + config.digest.str() + R"(","size":2},"layers":[]})")
            .value();
    tests::put(source, manifest);
    ASSERT_TRUE(bring(manifest.descriptor));
    expect_all_there();
}

TEST_F(Transfer, tells_the_progress_each_byte)
{
    const auto image = ImageBuilder()
                           .file("a", std::string(200000, 'x'))
                           .layer(tests::Compression::none)
                           .file("b", std::string(200000, 'y'))
                           .build_into(source);
    const auto report = bring(image).value();
    EXPECT_EQ(progress.begun, std::vector<std::string>{"1.8.1 to hub"});
    EXPECT_GT(report.bytes_copied, 200000);
    EXPECT_EQ(progress.announced, report.bytes_copied);
    EXPECT_EQ(progress.advanced, report.bytes_copied);
    EXPECT_EQ(progress.finished, 1U);
}

TEST_F(Transfer, bytes_that_had_to_be_sent_twice_are_told_once)
{
    const auto layer = std::string(300000, 'x');
    const auto image = ImageBuilder().layer(tests::Compression::none).file("a", layer).build_into(source);
    MemoryRepository other{std::make_shared<MemoryStore>()};
    ASSERT_EQ(ImageBuilder().layer(tests::Compression::none).file("a", layer).build_into(other), image);
    for (auto& [digest, bytes] : here->blobs) bytes.back() ^= 1;
    const std::vector<TransferJob> jobs{{"damaged", &source, &destination, image},
                                        {"whole", &other, &destination, image}};
    for (const auto& report : GraphTransfer(never, {clock}).transfer(jobs, progress)) EXPECT_TRUE(report);
    EXPECT_GT(progress.announced, 300000);
    EXPECT_EQ(progress.advanced, progress.announced);
    EXPECT_EQ(progress.begun, std::vector<std::string>{"damaged and 1 more"});
}

TEST_F(Transfer, an_entry_whose_manifest_is_missing_is_named)
{
    const auto image = ImageBuilder().file("a", "1").build_into(source);
    const auto root = build_index(source, {{amd64, image}});
    here->manifests.erase(image.digest);
    const auto report = bring(root);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::not_found);
    EXPECT_NE(report.error().message.find(image.digest.str()), std::string::npos) << report.error().message;
    EXPECT_EQ(report.error().trail.back(), "copying 1.8.1 to hub");
    EXPECT_TRUE(there->manifests.empty());
    EXPECT_TRUE(there->blobs.empty()) << "a graph that is not whole is not begun";
}

TEST_F(Transfer, a_blob_that_is_missing_or_wrong_at_the_source_stops_the_job_but_not_the_next)
{
    const auto image = ImageBuilder().file("a", "1").build();
    for (const auto& [blob, bytes] : image.blobs) tests::put(source, bytes, blob.media_type);
    tests::put(source, image.manifest);
    const auto other = ImageBuilder().file("a", "2").build_into(source);
    const auto& layer = image.blobs.back().first;
    here->blobs.at(layer.digest).back() ^= 1;
    for (const auto kind : {ErrorKind::malformed, ErrorKind::not_found}) {
        const std::vector<TransferJob> jobs{{"bad", &source, &destination, image.manifest.descriptor},
                                            {"good", &source, &destination, other}};
        const auto reports = GraphTransfer(never, {clock}).transfer(jobs, progress);
        ASSERT_FALSE(reports[0]);
        EXPECT_EQ(reports[0].error().kind, kind);
        EXPECT_EQ(progress.begun.size(), progress.finished);
        EXPECT_FALSE(there->blobs.contains(layer.digest));
        EXPECT_FALSE(there->manifests.contains(image.manifest.descriptor.digest));
        EXPECT_TRUE(reports[1]) << reports[1].error().message;
        here->blobs.erase(layer.digest);
    }
}

TEST_F(Transfer, indexes_in_a_circle_come_to_an_end)
{
    const auto entry = [](const Digest& to, std::size_t size) {
        return R"({"schemaVersion":2,"manifests":[{"mediaType":"application/vnd.oci.image.index.v1+json","digest":")" +
               to.str() + R"(","size":)" + std::to_string(size) + "}]}";
    };
    const auto a = build_index(source, {}).digest;
    const auto b = build_index(source, {}, {.fields = {{"x", 1}}}).digest;
    const auto size = entry(a, 100).size();
    const auto circle = serve(a, entry(b, size));
    serve(b, entry(a, size));
    const auto report = bring(circle);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().trail.front().substr(0, 16), "storing manifest") << "it was read to its end";
}

TEST_F(Transfer, indexes_nested_without_measure_are_malformed)
{
    auto root = build_index(source, {});
    for (int i = 0; i < 20; ++i) root = build_index(source, {}, {.unmarked = {root}});
    const auto report = bring(root);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::malformed);
}

TEST_F(Transfer, an_entry_that_gives_a_wrong_size_is_malformed)
{
    auto image = ImageBuilder().file("a", "1").build_into(source);
    image.size += 1;
    const auto report = bring(build_index(source, {{amd64, image}}));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::malformed);
}

}  // namespace tagwarden
