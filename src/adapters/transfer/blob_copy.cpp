// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_copy.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include "adapters/transfer/metered_stream.h"
#include "adapters/transfer/tee.h"

namespace tagwarden {

namespace {

using Arrival = BlobOutcome::Arrival;

constexpr std::int64_t tee_buffer = 131072;

class BlobCopy {
public:
    BlobCopy(const BlobWork& work, const BlobTable& blobs, Meter& meter, const StopSignal& stop)
        : work_(work),
          blob_(blobs.descriptor(work.blob)),
          source_(*blobs.sources(work.blob)[work.source]),
          meter_(meter),
          stop_(stop)
    {
    }

    BlobOutcome run()
    {
        if (mounted()) return {{{.mounted = true}}};
        const auto bytes = source_.open_blob(blob_);
        if (!bytes) return unopened(bytes.error());
        BlobOutcome outcome;
        outcome.arrivals.resize(work_.destinations.size());
        if (work_.destinations.size() == 1)
            outcome.arrivals.front() = put(*work_.destinations.front(), **bytes);
        else
            put_to_all(**bytes, outcome.arrivals);
        return outcome;
    }

private:
    bool mounted()
    {
        if (work_.mount_from == nullptr) return false;
        auto& destination = work_.destinations.front()->repository();
        const auto answer = destination.mount_blobs({&blob_, 1}, *work_.mount_from->location());
        return answer.front() && *answer.front();
    }

    BlobOutcome unopened(const Error& error) const
    {
        return {std::vector<Arrival>(work_.destinations.size(), {.result = fail(error), .source_failed = true})};
    }

    Arrival put(Destination& destination, ByteStream& bytes)
    {
        MeteredStream metered(bytes, meter_, stop_);
        Arrival arrival{.result = destination.repository().put_blob(blob_, metered)};
        if (arrival.result) return arrival;
        metered.take_back();
        arrival.source_failed = metered.source_failed();
        return arrival;
    }

    void put_to_all(ByteStream& bytes, std::vector<Arrival>& arrivals)
    {
        Tee tee(bytes, arrivals.size(), static_cast<std::size_t>(std::clamp<std::int64_t>(blob_.size, 1, tee_buffer)));
        const auto feed = [&](std::size_t i) {
            TeeBranch branch(tee, i, [&] { return source_.open_blob(blob_); });
            arrivals[i] = put(*work_.destinations[i], branch);
        };
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < arrivals.size(); ++i) {
            try {
                others.emplace_back(feed, i);
            } catch (const std::system_error& problem) {
                tee.leave(i);
                arrivals[i].result =
                    fail(ErrorKind::local, std::string("this machine gives no more threads: ") + problem.what());
            }
        }
        feed(0);
    }

    const BlobWork& work_;
    const Descriptor blob_;
    ContentReader& source_;
    Meter& meter_;
    const StopSignal& stop_;
};

}  // namespace

BlobOutcome copy_blob(const BlobWork& work, const BlobTable& blobs, Meter& meter, const StopSignal& stop)
{
    ++meter.under_way;
    auto outcome = BlobCopy(work, blobs, meter, stop).run();
    --meter.under_way;
    return outcome;
}

}  // namespace tagwarden
