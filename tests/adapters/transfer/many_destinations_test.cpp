// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <set>
#include <utility>

#include "adapters/transfer/graph_transfer.h"
#include "core/manifest_parts.h"
#include "ports/byte_streams.h"
#include "tests/adapters/transfer/recorded_progress.h"
#include "tests/adapters/transfer/recorded_repository.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"

namespace tagwarden {

using tests::build_index;
using tests::Compression;
using tests::ImageBuilder;
using tests::noise;
using tests::RecordedRepository;

namespace {

const Platform amd64{"linux", "amd64", ""};
const Platform arm64{"linux", "arm64", ""};

Location at(const std::string& text)
{
    return Location::parse(text).value();
}

/// Says that it took a blob, and keeps nothing.
Result<void> drop(ByteStream& bytes)
{
    const auto read = read_all(bytes);
    return read ? Result<void>() : fail(read.error());
}

class ManyDestinations : public testing::Test {
protected:
    TransferJob job(const Descriptor& root, RecordedRepository& destination)
    {
        return {"an image", &source, &destination, root};
    }
    /// To all three.
    Each<TransferReport> bring(const Descriptor& root)
    {
        return run({job(root, hub), job(root, mirror), job(root, backup)});
    }
    Each<TransferReport> run(const std::vector<TransferJob>& jobs)
    {
        progress = {};
        return GraphTransfer(stop, {clock}).transfer(jobs, progress);
    }

    Descriptor image(unsigned seed, std::size_t size = 300'000)
    {
        return ImageBuilder()
            .file("base", "the same in all")
            .layer(Compression::none)
            .file("data", noise(size, seed))
            .build_into(source);
    }

    void expect_whole(RecordedRepository& destination)
    {
        EXPECT_EQ(destination.store->blobs, source.store->blobs);
        EXPECT_EQ(destination.store->manifests, source.store->manifests);
    }

    static std::size_t place_of(const RecordedRepository& repository, const std::string& stored)
    {
        return static_cast<std::size_t>(std::ranges::find(repository.stored, stored) - repository.stored.begin());
    }

    tests::SetStop stop;
    tests::SetClock clock;
    tests::RecordedProgress progress;
    RecordedRepository source;
    RecordedRepository hub;
    RecordedRepository mirror;
    RecordedRepository backup;
};

/// Waits until so many have come, or gives up: then whoever asks sees that they did not.
class Meeting {
public:
    explicit Meeting(int wanted) : wanted_(wanted) {}

    void come_and_wait()
    {
        std::unique_lock lock(mutex_);
        most = std::max(most, ++here_);
        changed_.notify_all();
        changed_.wait_for(lock, std::chrono::seconds(20), [&] { return over_ || here_ >= wanted_; });
        over_ = true;
    }
    void go()
    {
        const std::lock_guard lock(mutex_);
        --here_;
    }

    int most = 0;  ///< at once

private:
    const int wanted_;
    int here_ = 0;
    bool over_ = false;
    std::mutex mutex_;
    std::condition_variable changed_;
};

}  // namespace

TEST_F(ManyDestinations, three_destinations_get_all_and_the_source_is_read_once)
{
    const auto root = build_index(source, {{amd64, image(1)}, {arm64, image(2, 5'000'000)}});
    for (const auto& report : bring(root)) {
        ASSERT_TRUE(report) << report.error().message;
        EXPECT_EQ(report->blobs_copied, 5);
        EXPECT_EQ(report->manifests_copied, 3);
    }
    for (auto* one : {&hub, &mirror, &backup}) expect_whole(*one);
    for (const auto& [blob, times] : source.opened) EXPECT_EQ(times, 1) << blob;
    for (const auto& [manifest, times] : source.manifests_read) EXPECT_EQ(times, 1) << manifest;
    EXPECT_EQ(source.opened.size(), 5U);
}

TEST_F(ManyDestinations, one_that_has_some_of_it_is_sent_the_rest_only)
{
    const auto root = build_index(source, {{amd64, image(1)}, {arm64, image(2)}});
    ASSERT_TRUE(run({job(root, hub)})[0]);
    const auto one = hub.store->blobs.begin()->first;
    hub.store->blobs.erase(one);
    hub.blobs_put.clear();
    const auto reports = bring(root);
    EXPECT_EQ(reports[0]->blobs_copied, 1);
    EXPECT_EQ(reports[0]->blobs_present, 4);
    EXPECT_EQ(reports[0]->manifests_copied, 0);
    EXPECT_EQ(hub.blobs_put, (std::map<std::string, int>{{one.str(), 1}}));
    expect_whole(mirror);
}

TEST_F(ManyDestinations, a_graph_that_several_images_share_is_copied_once)
{
    const auto one = image(1);
    const auto two = image(2);
    const auto both = build_index(source, {{amd64, one}, {arm64, two}});
    const auto reports = run({job(one, hub), job(two, hub), job(both, hub), job(both, mirror), job(one, mirror)});
    for (const auto& report : reports) ASSERT_TRUE(report) << report.error().message;
    for (const auto* place : {&hub, &mirror}) {
        for (const auto& [blob, times] : place->blobs_put) EXPECT_EQ(times, 1) << blob;
        EXPECT_EQ(place->stored.size(), 3U);
        EXPECT_EQ(place->batches_of("has_blobs"), 2) << "before and after, each time all in one go";
        EXPECT_EQ(place->batches_of("has_manifests"), 3) << "before, and after each level";
    }
    for (const auto& [blob, times] : source.opened) EXPECT_EQ(times, 1) << blob;
    EXPECT_EQ(reports[0]->blobs_copied + reports[1]->blobs_copied + reports[2]->blobs_copied, 5);
    EXPECT_EQ(reports[2]->blobs_present, 5);
}

TEST_F(ManyDestinations, no_manifest_is_there_before_what_it_refers_to)
{
    const auto one = image(1);
    const auto inner = build_index(source, {{amd64, one}});
    const auto root = build_index(source, {{arm64, image(2)}}, {.unmarked = {inner}});
    hub.before_manifest = [&](const ManifestContent& manifest) -> Result<void> {
        const auto parts = parts_of(*parse_manifest(manifest.bytes, manifest.descriptor.media_type));
        for (const auto& blob : parts.blobs) EXPECT_TRUE(hub.holds(blob.digest));
        for (const auto& child : parts.manifests) EXPECT_TRUE(hub.holds(child.digest));
        return {};
    };
    ASSERT_TRUE(run({job(root, hub)})[0]);
    EXPECT_EQ(hub.stored.back(), root.digest.str());
    EXPECT_LT(place_of(hub, one.digest.str()), place_of(hub, inner.digest.str()));
}

TEST_F(ManyDestinations, one_that_fails_stops_neither_the_others_nor_what_it_can_still_get)
{
    const auto good = image(1);
    const auto bad = ImageBuilder().layer(Compression::none).file("x", noise(900'000, 9)).build().blobs.back().first;
    const auto other = ImageBuilder().layer(Compression::none).file("x", noise(900'000, 9)).build_into(source);
    mirror.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) -> Result<void> {
        if (blob.digest != bad.digest) return store_it(blob, bytes);
        std::string some(1000, ' ');
        EXPECT_TRUE(bytes.read(some));
        return fail(ErrorKind::refused, "this blob is not wanted here");
    };
    const auto root = build_index(source, {{amd64, good}, {arm64, other}});
    const auto reports = run({job(root, hub), job(root, mirror), job(good, mirror), job(root, backup)});
    EXPECT_TRUE(reports[0]);
    ASSERT_FALSE(reports[1]);
    EXPECT_EQ(reports[1].error().message, "this blob is not wanted here");
    EXPECT_EQ(reports[1].error().trail.back(), "copying an image");
    EXPECT_TRUE(reports[2]) << "it does not need that blob";
    EXPECT_TRUE(reports[3]);
    expect_whole(hub);
    expect_whole(backup);
    EXPECT_EQ(mirror.stored, std::vector{good.digest.str()}) << "nothing that is incomplete";
}

TEST_F(ManyDestinations, who_answers_a_put_without_reading_holds_up_nobody)
{
    const auto root = image(1, 5'000'000);
    mirror.on_put_blob = [](const Descriptor&, ByteStream&, const auto&) -> Result<void> {
        return fail(ErrorKind::denied, "go away");
    };
    backup.on_put_blob = [](const Descriptor&, ByteStream&, const auto&) -> Result<void> { return {}; };
    const auto reports = bring(root);
    EXPECT_TRUE(reports[0]);
    EXPECT_EQ(reports[1].error().kind, ErrorKind::denied);
    expect_whole(hub);
}

TEST_F(ManyDestinations, a_destination_that_does_not_answer_fails_alone_and_is_sent_nothing)
{
    const auto root = image(1);
    mirror.before_answer = [] { return fail(ErrorKind::unreachable, "no answer"); };
    const auto reports = bring(root);
    EXPECT_TRUE(reports[0]);
    EXPECT_EQ(reports[1].error().kind, ErrorKind::unreachable);
    EXPECT_TRUE(reports[2]);
    EXPECT_TRUE(mirror.blobs_put.empty());
}

TEST_F(ManyDestinations, a_destination_that_takes_no_blob_is_given_up_after_some)
{
    std::vector<TransferJob> jobs;
    for (unsigned i = 0; i < 40; ++i) jobs.push_back(job(image(i, 10), hub));
    hub.own_lane.width = 1;
    hub.on_put_blob = [](const Descriptor&, ByteStream&, const auto&) -> Result<void> {
        return fail(ErrorKind::unreachable, "no answer");
    };
    for (const auto& report : run(jobs)) EXPECT_EQ(report.error().kind, ErrorKind::unreachable);
    EXPECT_LE(hub.blobs_put.size(), 10U);
}

TEST_F(ManyDestinations, wrong_bytes_reach_no_destination)
{
    const auto root = image(1, 5'000'000);
    const auto layer =
        std::ranges::max_element(source.store->blobs, {}, [](const auto& it) { return it.second.size(); });
    layer->second[4'999'000] ^= 1;
    for (const auto& report : bring(root)) {
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, ErrorKind::malformed);
    }
    for (auto* place : {&hub, &mirror, &backup}) {
        EXPECT_FALSE(place->holds(layer->first));
        EXPECT_TRUE(place->stored.empty());
    }
}

TEST_F(ManyDestinations, a_blob_that_one_source_lost_comes_from_another_that_has_it)
{
    const auto one = image(1);
    RecordedRepository second;
    second.store->blobs = source.store->blobs;
    second.store->manifests = source.store->manifests;
    const auto lost = source.store->blobs.begin()->first;
    source.store->blobs.erase(source.store->blobs.begin());
    const auto reports = run({job(one, hub), job(one, mirror), {"from the second", &second, &hub, one}});
    for (const auto& report : reports) EXPECT_TRUE(report) << report.error().message;
    EXPECT_TRUE(hub.holds(lost) && mirror.holds(lost));
    EXPECT_EQ(second.opened, (std::map<std::string, int>{{lost.str(), 1}}));
}

TEST_F(ManyDestinations, a_branch_that_is_rewound_gets_its_bytes_again_and_the_others_are_whole)
{
    const auto root = image(1, 5'000'000);
    mirror.on_put_blob = [](const Descriptor& blob, ByteStream& bytes, const auto& store_it) -> Result<void> {
        if (blob.size < 1'000'000) return store_it(blob, bytes);
        std::string some(200'000, ' ');
        std::size_t got = 0;
        while (got < some.size()) got += *bytes.read(std::span(some).subspan(got));
        if (auto there = bytes.rewind(150'000); !there) return there;
        auto rest = read_all(bytes);
        if (!rest) return fail(rest.error());
        TextStream whole(some.substr(0, 150'000) + *rest);
        return store_it(blob, whole);
    };
    for (const auto& report : bring(root)) EXPECT_TRUE(report) << report.error().message;
    for (auto* place : {&hub, &mirror, &backup}) expect_whole(*place);
}

TEST_F(ManyDestinations, a_single_destination_rewinds_the_source_itself)
{
    const auto root = image(1, 5'000'000);
    hub.on_put_blob = [](const Descriptor& blob, ByteStream& bytes, const auto& store_it) -> Result<void> {
        if (const auto all = read_all(bytes); !all) return fail(all.error());
        if (auto there = bytes.rewind(0); !there) return there;
        return store_it(blob, bytes);
    };
    const auto report = run({job(root, hub)})[0];
    ASSERT_TRUE(report) << report.error().message;
    expect_whole(hub);
    for (const auto& [blob, times] : source.opened) EXPECT_EQ(times, 1) << blob;
    EXPECT_EQ(progress.advanced, progress.announced) << "bytes that are read again count once";
}

TEST_F(ManyDestinations, blobs_that_can_be_taken_over_are_not_sent)
{
    const auto root = image(1);
    const auto near = at("hub.example/team/ci");
    hub.mounts = [&](const Descriptor& blob, const Location& from) {
        if (from != near || blob.size > 200'000) return false;
        hub.store->blobs.emplace(blob.digest, source.store->blobs.at(blob.digest));
        return true;
    };
    auto one = job(root, hub);
    one.from = near;
    const auto report = run({one})[0];
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->blobs_mounted, 2);
    EXPECT_EQ(report->blobs_copied, 1);
    EXPECT_EQ(hub.blobs_put.size(), 1U);
    expect_whole(hub);
}

TEST_F(ManyDestinations, a_place_that_has_no_manifest_is_asked_only_for_blobs_that_it_could_not_take_over)
{
    const auto near = at("hub.example/team/ci");
    hub.mounts = [&](const Descriptor& blob, const Location&) {
        if (blob.size > 200'000) return false;
        hub.store->blobs.emplace(blob.digest, source.store->blobs.at(blob.digest));
        return true;
    };
    const auto first_question = [&](const Descriptor& root) {
        hub.batches.clear();
        auto one = job(root, hub);
        one.from = near;
        EXPECT_TRUE(run({one})[0]);
        return *std::ranges::find_if(hub.batches, [](const auto& it) { return it.starts_with("has_blobs"); });
    };
    const auto one = image(1);
    EXPECT_EQ(first_question(one), "has_blobs 1");
    EXPECT_EQ(first_question(one), "has_blobs 3") << "what has a manifest is likely to have its blobs";
    expect_whole(hub);
}

TEST_F(ManyDestinations, what_one_repository_of_a_registry_has_or_gets_the_others_take_over)
{
    const auto root = image(1);
    const auto take_over = [&](RecordedRepository& to, RecordedRepository& from, const std::string& where) {
        to.mounts = [&to, &from, where](const Descriptor& blob, const Location& location) {
            if (location != at(where) || !from.holds(blob.digest)) return false;
            to.store->blobs.emplace(blob.digest, from.store->blobs.at(blob.digest));
            return true;
        };
    };
    take_over(mirror, hub, "r.example/one");
    for (const bool already : {false, true}) {
        if (already) {
            mirror.store->blobs.clear();
            mirror.store->manifests.clear();
        }
        source.opened.clear();
        auto first = job(root, hub);
        auto second = job(root, mirror);
        first.to = at("r.example/one");
        second.to = at("r.example/two");
        const auto reports = run({first, second});
        ASSERT_TRUE(reports[0] && reports[1]) << already;
        EXPECT_EQ(reports[1]->blobs_mounted, 3) << already;
        EXPECT_TRUE(mirror.blobs_put.empty());
        EXPECT_EQ(source.opened.size(), already ? 0U : 3U);
        expect_whole(mirror);
    }
}

TEST_F(ManyDestinations, where_a_registry_takes_nothing_over_all_is_sent)
{
    const auto root = build_index(source, {{amd64, image(1)}, {arm64, image(2)}});
    std::vector<TransferJob> jobs{job(root, hub), job(root, mirror), job(root, backup)};
    jobs[0].to = at("r.example/one");
    jobs[1].to = at("r.example/two");
    jobs[2].to = at("r.example/three");
    hub.on_put_blob = [broken = false](const Descriptor& blob, ByteStream& bytes, const auto& store_it) mutable {
        return std::exchange(broken, true) ? store_it(blob, bytes)
                                           : Result<void>(fail(ErrorKind::malformed, "the first blob breaks off"));
    };
    hub.own_lane.width = 1;
    const auto reports = run(jobs);
    EXPECT_FALSE(reports[0]);
    ASSERT_TRUE(reports[1] && reports[2]);
    expect_whole(mirror);
    expect_whole(backup);
}

TEST_F(ManyDestinations, no_more_blobs_are_under_way_than_the_lanes_are_wide)
{
    auto builder = ImageBuilder();
    for (unsigned i = 0; i < 12; ++i) builder.layer(Compression::none).file("x", noise(1000 + i, i));
    const auto root = builder.build_into(source);
    hub.own_lane = {"hub", 3};
    Meeting meeting(3);
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        meeting.come_and_wait();
        auto stored = store_it(blob, bytes);
        meeting.go();
        return stored;
    };
    ASSERT_TRUE(run({job(root, hub)})[0]);
    EXPECT_EQ(meeting.most, 3);
}

TEST_F(ManyDestinations, a_small_blob_does_not_wait_for_the_large_ones)
{
    auto builder = ImageBuilder();
    for (unsigned i = 0; i < 6; ++i) builder.layer(Compression::none).file("x", noise(100'000 + i, i));
    const auto root = builder.build_into(source);
    hub.own_lane = {"hub", 2};
    std::mutex mutex;
    std::vector<std::int64_t> sizes;
    Meeting both(2);
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        {
            const std::lock_guard lock(mutex);
            sizes.push_back(blob.size);
        }
        both.come_and_wait();
        return store_it(blob, bytes);
    };
    ASSERT_TRUE(run({job(root, hub)})[0]);
    const auto [smallest, largest] = std::ranges::minmax(sizes);
    EXPECT_EQ(std::minmax(sizes[0], sizes[1]), std::minmax(smallest, largest));
}

TEST_F(ManyDestinations, a_stop_ends_what_is_under_way_and_begins_nothing_new)
{
    const auto root = image(1, 5'000'000);
    hub.own_lane = {"hub", 1};
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        std::string some(10, ' ');
        EXPECT_TRUE(bytes.read(some));
        stop.now = true;
        return store_it(blob, bytes);
    };
    const auto reports = run({job(root, hub), job(root, mirror)});
    for (const auto& report : reports) EXPECT_EQ(report.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(hub.blobs_put.size(), 1U);
    EXPECT_TRUE(hub.stored.empty());
    EXPECT_TRUE(hub.store->blobs.empty());
    source.batches.clear();
    EXPECT_EQ(bring(root)[0].error().kind, ErrorKind::interrupted);
    EXPECT_EQ(source.batches_of("manifests"), 0) << "stopped before it began";
}

TEST_F(ManyDestinations, a_stop_between_two_blobs_begins_no_other)
{
    const auto root = image(1);
    hub.own_lane = {"hub", 1};
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        auto stored = store_it(blob, bytes);
        stop.now = true;
        return stored;
    };
    EXPECT_EQ(run({job(root, hub)})[0].error().kind, ErrorKind::interrupted);
    EXPECT_EQ(hub.blobs_put.size(), 1U);
}

TEST_F(ManyDestinations, a_stop_between_blobs_and_manifests_stores_no_manifest)
{
    const auto root = build_index(source, {{amd64, image(1)}});
    hub.before_manifest = [&](const ManifestContent&) -> Result<void> {
        stop.now = true;
        return {};
    };
    EXPECT_EQ(run({job(root, hub)})[0].error().kind, ErrorKind::interrupted);
    EXPECT_EQ(hub.stored.size(), 1U) << "the image, not the index";
}

TEST_F(ManyDestinations, manifests_that_are_refused_fail_only_the_jobs_that_need_them)
{
    for (const bool stops : {false, true}) {
        RecordedRepository place;
        place.stops_at_first_failure = stops;
        std::vector<Descriptor> images;
        std::vector<TransferJob> jobs;
        for (unsigned i = 0; i < 8; ++i) {
            images.push_back(image(i, 10));
            jobs.push_back(job(images.back(), place));
        }
        const auto root = build_index(source, {{amd64, images[2]}});
        jobs.push_back(job(root, place));
        place.before_manifest = [&](const ManifestContent& manifest) -> Result<void> {
            if (manifest.descriptor != images[2] && manifest.descriptor != images[5]) return {};
            return fail(ErrorKind::refused, "not this one");
        };
        const auto reports = run(jobs);
        for (std::size_t i = 0; i < reports.size(); ++i)
            EXPECT_EQ(reports[i].has_value(), i != 2 && i != 5 && i != 8) << stops << " " << i;
        EXPECT_EQ(reports[8].error().message, "not this one");
        EXPECT_EQ(reports[8].error().trail.front(), "storing manifest " + images[2].digest.str());
        EXPECT_EQ(place.stored.size(), 6U);
    }
}

TEST_F(ManyDestinations, two_hundred_images_are_asked_about_in_few_batches)
{
    std::vector<TransferJob> jobs;
    for (unsigned i = 0; i < 200; ++i) {
        const auto root = build_index(source, {{amd64, image(2 * i, 10)}, {arm64, image(2 * i + 1, 10)}});
        for (auto* place : {&hub, &mirror, &backup}) jobs.push_back(job(root, *place));
    }
    for (const auto& report : run(jobs)) ASSERT_TRUE(report) << report.error().message;
    for (auto* place : {&hub, &mirror, &backup}) {
        expect_whole(*place);
        EXPECT_LE(place->batches.size(), 24U);
    }
    EXPECT_LE(source.batches.size(), 20U);
    for (const auto& [blob, times] : source.opened) EXPECT_EQ(times, 1);
}

TEST_F(ManyDestinations, a_blob_that_a_registry_took_and_does_not_have_is_sent_again)
{
    const auto root = image(1);
    std::mutex mutex;
    std::set<std::string> lost;
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const RecordedRepository::Put& store_it) {
        const std::lock_guard lock(mutex);
        return lost.insert(blob.digest.str()).second ? drop(bytes) : store_it(blob, bytes);
    };
    for (const auto& report : bring(root)) ASSERT_TRUE(report) << report.error().message;
    for (auto* place : {&hub, &mirror, &backup}) expect_whole(*place);
    for (const auto& [blob, times] : mirror.blobs_put) EXPECT_EQ(times, 1) << "who has it is not troubled";
}

TEST_F(ManyDestinations, a_registry_that_keeps_nothing_gets_no_manifest_and_the_others_have_all)
{
    const auto root = image(1);
    hub.on_put_blob = [](const Descriptor&, ByteStream& bytes, const RecordedRepository::Put&) { return drop(bytes); };
    const auto reports = bring(root);
    ASSERT_FALSE(reports[0]);
    EXPECT_EQ(reports[0].error().kind, ErrorKind::malformed);
    EXPECT_NE(reports[0].error().message.find("does not have it"), std::string::npos) << reports[0].error().message;
    EXPECT_TRUE(hub.stored.empty());
    for (auto* place : {&mirror, &backup}) expect_whole(*place);
}

TEST_F(ManyDestinations, a_manifest_that_a_registry_took_and_does_not_have_is_sent_again)
{
    const auto root = build_index(source, {{amd64, image(1)}, {arm64, image(2)}});
    std::set<std::string> lost;
    hub.loses_manifest = [&](const ManifestContent& manifest) {
        return lost.insert(manifest.descriptor.digest.str()).second;
    };
    for (const auto& report : bring(root)) ASSERT_TRUE(report) << report.error().message;
    for (auto* place : {&hub, &mirror, &backup}) expect_whole(*place);
    EXPECT_EQ(hub.stored.size(), 3U);
    EXPECT_EQ(hub.stored.back(), root.digest.str()) << "children first";
}

TEST_F(ManyDestinations, a_registry_that_keeps_no_child_gets_no_index_and_the_others_have_all)
{
    const auto child = image(1);
    const auto root = build_index(source, {{amd64, child}, {arm64, image(2)}});
    hub.loses_manifest = [&](const ManifestContent& manifest) { return manifest.descriptor.digest == child.digest; };
    const auto reports = bring(root);
    ASSERT_FALSE(reports[0]);
    EXPECT_EQ(reports[0].error().kind, ErrorKind::malformed);
    EXPECT_NE(reports[0].error().message.find(child.digest.str()), std::string::npos) << reports[0].error().message;
    EXPECT_FALSE(hub.holds(root.digest));
    for (auto* place : {&mirror, &backup}) expect_whole(*place);
}

TEST_F(ManyDestinations, a_blob_that_was_taken_over_in_name_only_is_sent)
{
    auto one = job(image(1), hub);
    one.from = at("registry.example/lib");
    one.to = at("registry.example/app");
    hub.mounts = [](const Descriptor&, const Location&) { return true; };  // and does nothing
    const auto report = run({one}).front();
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->blobs_mounted, 0);
    expect_whole(hub);
}

}  // namespace tagwarden
