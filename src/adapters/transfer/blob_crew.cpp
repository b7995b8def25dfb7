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

}  // namespace

void copy_blobs(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop,
                std::string_view what, Progress& progress)
{
    BlobQueue queue(destinations, blobs, stop);
    if (queue.size() == 0) return;
    Meter meter;
    const auto work = [&] {
        while (const auto taken = queue.take()) queue.finish(*taken, copy_blob(*taken, blobs, meter, stop));
    };
    progress.begin(what, queue.bytes());
    Teller teller(meter, progress);
    {
        std::vector<std::jthread> crew;
        try {
            const auto members = std::min(queue.size(), largest_crew);
            while (crew.size() < members) crew.emplace_back(work);
        } catch (const std::system_error&) {
            // This machine gives no more threads: those there are do it all.
        }
        if (crew.empty()) work();
        while (!queue.wait_until_done(glance)) teller.tell();
    }
    teller.tell();
    progress.finish();
}

}  // namespace tagwarden
