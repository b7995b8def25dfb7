// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_copy.h"

#include <algorithm>
#include <deque>
#include <optional>
#include <system_error>
#include <thread>

#include "adapters/transfer/metered_stream.h"
#include "adapters/transfer/tee.h"

namespace tagwarden {

namespace {

using Part = BlobWork::Part;

constexpr std::int64_t tee_buffer = 131072;

class BlobCopy {
public:
    BlobCopy(BlobWork& work, const BlobTransfer& transfer)
        : work_(work),
          all_(transfer),
          blob_(transfer.blobs.descriptor(work.blob)),
          source_(*transfer.blobs.sources(work.blob)[work.source])
    {
    }

    void run()
    {
        auto& first = work_.parts.front();
        if (mounted(first)) return all_.queue.finish(work_, first, {.mounted = true});
        auto bytes = open();
        if (!bytes) return fail_all(bytes.error());
        if (work_.parts.size() > 1) return put_to_all(**bytes);
        const auto arrival = put(first, **bytes);
        bytes->reset();
        all_.queue.finish(work_, first, arrival);
    }

private:
    bool mounted(const Part& part) const
    {
        if (work_.mount_from == nullptr) return false;
        auto& destination = part.destination->repository();
        const auto answer = destination.mount_blobs({&blob_, 1}, *work_.mount_from->location());
        return answer.front() && *answer.front();
    }

    Result<std::unique_ptr<ByteStream>> open()
    {
        std::deque<SourcesTurn> turns;
        for (auto& part : work_.parts) turns.emplace_back(part.turns);
        return source_.open_blob(blob_);
    }

    void fail_all(const Error& error)
    {
        // The work may be gone with the last of them.
        std::vector<Part*> parts;
        for (auto& part : work_.parts) parts.push_back(&part);
        for (auto* part : parts) all_.queue.finish(work_, *part, {.result = fail(error), .source_failed = true});
    }

    BlobArrival put(Part& part, ByteStream& bytes)
    {
        MeteredStream metered(bytes, all_.meter, all_.stop, part.turns);
        BlobArrival arrival{.result = part.destination->repository().put_blob(blob_, metered)};
        if (arrival.result) return arrival;
        metered.take_back();
        arrival.source_failed = metered.source_failed();
        return arrival;
    }

    void put_to_all(ByteStream& bytes)
    {
        const auto count = work_.parts.size();
        const auto leave_behind = [this](std::size_t i) { all_.queue.leave_behind(work_, work_.parts[i]); };
        Tee tee(bytes, count, static_cast<std::size_t>(std::clamp<std::int64_t>(blob_.size, 1, tee_buffer)), all_.pace,
                leave_behind);
        std::vector<std::jthread> others;
        for (std::size_t i = 1; i < count; ++i) {
            try {
                others.emplace_back([this, &tee, i] { feed(tee, i); });
            } catch (const std::system_error& problem) {
                tee.leave(i);
                const auto why = std::string("this machine gives no more threads: ") + problem.what();
                all_.queue.finish(work_, work_.parts[i], {.result = fail(ErrorKind::local, why)});
            }
        }
        feed(tee, 0);
    }

    void feed(Tee& tee, std::size_t i)
    {
        auto& part = work_.parts[i];
        std::optional<TeeBranch> branch(std::in_place, tee, i, [this] { return source_.open_blob(blob_); });
        const auto arrival = put(part, *branch);
        branch.reset();
        all_.queue.finish(work_, part, arrival);
    }

    BlobWork& work_;
    const BlobTransfer& all_;
    const Descriptor blob_;
    ContentReader& source_;
};

}  // namespace

void copy_blob(BlobWork& work, const BlobTransfer& transfer)
{
    ++transfer.meter.under_way;
    BlobCopy(work, transfer).run();
    --transfer.meter.under_way;
}

}  // namespace tagwarden
