// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_crew.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include "adapters/transfer/blob_copy.h"

namespace tagwarden {

namespace {

using namespace std::chrono_literals;

/// Lanes say how many blobs may be under way; this is for when there are many lanes.
constexpr std::size_t largest_crew = 8;
/// How often the progress is told: as often as an eye follows.
constexpr auto glance = 100ms;

/// Passes on what the meter counted since the last time.
class Teller {
public:
    Teller(const Meter& meter, Progress& progress) : meter_(meter), progress_(progress) {}

    void tell()
    {
        const auto bytes = meter_.bytes.load();
        if (bytes != told_) progress_.advance(bytes - told_);
        told_ = bytes;
        progress_.under_way(meter_.under_way);
    }

private:
    const Meter& meter_;
    Progress& progress_;
    std::int64_t told_ = 0;
};

/// Those who take blobs from the queue and bring them. One who is kept by a straggler is replaced.
class Crew {
public:
    Crew(BlobQueue& queue, const BlobTransfer& transfer) : queue_(queue), transfer_(transfer) {}

    void hire()
    {
        const auto wanted = std::min(queue_.size(), largest_crew) + queue_.stragglers();
        try {
            while (members_.size() < wanted) members_.emplace_back([this] { work(); });
        } catch (const std::system_error&) {
            // This machine gives no more threads: those there are do it all.
        }
        if (members_.empty()) work();
    }

private:
    void work()
    {
        while (auto* taken = queue_.take()) copy_blob(*taken, transfer_);
    }

    BlobQueue& queue_;
    const BlobTransfer& transfer_;
    std::vector<std::jthread> members_;
};

}  // namespace

void copy_blobs(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop, const Pace& pace,
                std::string_view what, Progress& progress)
{
    BlobQueue queue(destinations, blobs, stop, pace);
    if (queue.size() == 0) return;
    Meter meter;
    const BlobTransfer transfer{blobs, queue, meter, stop, pace};
    progress.begin(what, queue.bytes());
    Teller teller(meter, progress);
    {
        Crew crew(queue, transfer);
        do {
            crew.hire();
            teller.tell();
            queue.leave_behind_idle_ones();
        } while (!queue.wait_until_done(glance));
    }
    teller.tell();
    progress.finish();
}

}  // namespace tagwarden
