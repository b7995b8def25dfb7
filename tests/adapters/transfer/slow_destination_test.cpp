// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <mutex>

#include "adapters/transfer/graph_transfer.h"
#include "ports/byte_streams.h"
#include "tests/adapters/transfer/recorded_progress.h"
#include "tests/adapters/transfer/recorded_repository.h"
#include "tests/support/image_builder.h"
#include "tests/support/set_clock.h"

namespace tagwarden {

using tests::Compression;
using tests::ImageBuilder;
using tests::noise;
using tests::RecordedRepository;

namespace {

/// Something that one thread waits for and another brings about.
class Happening {
public:
    void happen()
    {
        const std::lock_guard lock(mutex_);
        happened_ = true;
        changed_.notify_all();
    }

    void forget()
    {
        const std::lock_guard lock(mutex_);
        happened_ = false;
    }

    /// Lets the clock run until it happens. Gives up when that takes too long by any other clock: then whoever asks
    /// sees that it did not.
    bool await(Clock& clock)
    {
        using namespace std::chrono_literals;
        std::unique_lock lock(mutex_);
        for (int looks = 0; !happened_ && looks < 20'000; ++looks) {
            clock.wait(100ms);
            changed_.wait_for(lock, 1ms, [&] { return happened_; });
        }
        return happened_;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool happened_ = false;
};

/// Counts how often somebody looks at it.
class LookedAtClock final : public Clock {
public:
    Time now() override { return time_.now(); }
    std::chrono::milliseconds running() override
    {
        ++looks_;
        looks_.notify_all();
        return time_.running();
    }
    void wait(std::chrono::milliseconds length) override { time_.wait(length); }

    void await_looks(int more)
    {
        const auto wanted = looks_ + more;
        for (auto now = looks_.load(); now < wanted; now = looks_) looks_.wait(now);
    }

private:
    tests::SetClock time_;
    std::atomic<int> looks_ = 0;
};

/// The hub is as fast as it can be. The mirror is in a long recovery whenever a test wants it to.
class SlowDestination : public testing::Test {
protected:
    TransferJob job(const Descriptor& root, RecordedRepository& destination)
    {
        return {"an image", &source, &destination, root};
    }
    Each<TransferReport> run(const std::vector<TransferJob>& jobs)
    {
        return GraphTransfer(stop, {clock}).transfer(jobs, progress);
    }
    void expect_success(const std::vector<TransferJob>& jobs)
    {
        for (const auto& report : run(jobs)) EXPECT_TRUE(report) << report.error().message;
    }

    Descriptor image_of(unsigned layers, std::size_t size)
    {
        ImageBuilder builder;
        for (unsigned i = 0; i < layers; ++i)
            builder.layer(Compression::none).file("x", noise(size + i, static_cast<unsigned>(size) + i));
        return builder.build_into(source);
    }

    /// The hub is done once it has so many blobs.
    void hub_is_done_with(int blobs)
    {
        hub.on_put_blob = [this, blobs](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
            auto stored = store_it(blob, bytes);
            if (++hub_has == blobs) hub_done.happen();
            return stored;
        };
    }

    /// Each of its puts reads a little, and nothing more before the hub is done.
    void mirror_hangs()
    {
        mirror.on_put_blob = [this](const Descriptor& blob, ByteStream& bytes, const auto& store_it) -> Result<void> {
            std::string begin(1, ' ');
            EXPECT_EQ(bytes.read(begin).value(), 1U);
            EXPECT_TRUE(hub_done.await(clock)) << "the hub waits for the mirror; it has " << hub_has;
            const auto rest = read_all(bytes);
            if (!rest) return fail(rest.error());
            TextStream whole(begin + *rest);
            return store_it(blob, whole);
        };
    }

    void expect_whole(RecordedRepository& destination)
    {
        EXPECT_EQ(destination.store->blobs, source.store->blobs);
        EXPECT_EQ(destination.store->manifests, source.store->manifests);
    }

    NeverStopped stop;
    LookedAtClock clock;
    tests::RecordedProgress progress;
    RecordedRepository source;
    RecordedRepository hub;
    RecordedRepository mirror;
    std::atomic<int> hub_has = 0;
    Happening hub_done;
};

}  // namespace

TEST_F(SlowDestination, that_hangs_in_a_large_blob_reads_it_by_itself_later)
{
    const auto root = image_of(1, 5'000'000);
    hub_is_done_with(2);
    mirror_hangs();
    expect_success({job(root, hub), job(root, mirror)});
    expect_whole(hub);
    expect_whole(mirror);
    EXPECT_EQ(progress.advanced, progress.announced) << "what is read again counts once";
    for (const auto& [digest, bytes] : source.store->blobs)
        EXPECT_EQ(source.opened[digest.str()], bytes.size() > 1'000'000 ? 2 : 1) << bytes.size();
}

TEST_F(SlowDestination, that_hangs_keeps_neither_lanes_nor_threads_from_the_others)
{
    const auto root = image_of(30, 1000);
    hub_is_done_with(31);
    mirror_hangs();
    for (const int width : {1, 3, 40}) {
        source.own_lane = {"source", width};
        hub.own_lane = {"hub", width};
        mirror.own_lane = {"mirror", width};
        for (auto* place : {&hub, &mirror}) {
            place->store->blobs.clear();
            place->store->manifests.clear();
        }
        hub_has = 0;
        hub_done.forget();
        expect_success({job(root, mirror), job(root, hub)});
        expect_whole(hub);
        expect_whole(mirror);
    }
}

TEST_F(SlowDestination, that_hangs_with_blobs_of_its_own_does_not_keep_the_source_from_the_others)
{
    const auto large = image_of(5, 2'000'000);
    const auto small = image_of(20, 1000);
    hub_is_done_with(21);
    mirror_hangs();
    source.own_lane = {"source", 2};
    expect_success({job(large, mirror), job(small, hub)});
}

TEST_F(SlowDestination, that_has_caught_up_is_fed_from_the_same_read_again)
{
    const auto root = image_of(8, 1000);
    hub.own_lane = {"hub", 1};
    mirror.own_lane = {"mirror", 1};
    Happening mirror_back;
    std::vector<std::string> order;  // in which the hub gets them, one at a time
    int mirror_has = 0;
    mirror.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        EXPECT_TRUE(mirror_has > 0 || hub_done.await(clock));
        auto stored = store_it(blob, bytes);
        if (++mirror_has == 2) mirror_back.happen();
        return stored;
    };
    hub.on_put_blob = [&](const Descriptor& blob, ByteStream& bytes, const auto& store_it) {
        order.push_back(blob.digest.str());
        auto stored = store_it(blob, bytes);
        if (order.size() == 2) hub_done.happen();
        EXPECT_TRUE(order.size() != 3 || mirror_back.await(clock));
        return stored;
    };
    expect_success({job(root, hub), job(root, mirror)});
    expect_whole(mirror);
    ASSERT_EQ(order.size(), 9U);
    EXPECT_EQ(source.opened[order[1]], 2) << "the mirror was away";
    for (std::size_t i = 4; i < 9; ++i) EXPECT_EQ(source.opened[order[i]], 1) << i;
}

TEST_F(SlowDestination, that_fails_in_the_end_fails_alone)
{
    const auto root = image_of(6, 1000);
    hub_is_done_with(7);
    mirror.on_put_blob = [&](const Descriptor&, ByteStream&, const auto&) -> Result<void> {
        EXPECT_TRUE(hub_done.await(clock));
        return fail(ErrorKind::unreachable, "no answer");
    };
    const auto reports = run({job(root, hub), job(root, mirror)});
    EXPECT_TRUE(reports[0]);
    ASSERT_FALSE(reports[1]);
    EXPECT_EQ(reports[1].error().message, "no answer");
    expect_whole(hub);
}

TEST_F(SlowDestination, that_only_waits_for_a_slow_source_is_not_left_behind)
{
    const auto large = image_of(1, 2'000'000);
    const auto small = image_of(2, 1000);
    source.own_lane = {"source", 1};
    source.on_open = [&](const Descriptor& blob) {
        if (blob.size < 1'000'000) return;
        clock.await_looks(2);
        clock.wait(10 * usual_patience);
        clock.await_looks(3);
    };
    expect_success({job(large, mirror), job(small, hub), job(small, mirror)});
    for (const auto& [digest, times] : source.opened) EXPECT_EQ(times, 1) << digest;
}

}  // namespace tagwarden
