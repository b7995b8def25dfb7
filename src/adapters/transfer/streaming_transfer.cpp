// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/streaming_transfer.h"

#include <fmt/format.h>

#include "adapters/transfer/content_graph.h"

namespace tagwarden {

namespace {

/// Where a transfer says how far it is, and asks whether to go on.
struct Course {
    Progress& progress;
    const StopSignal& stop;
};

/// Tells the progress what passes, and lets nothing pass once the transfer is stopped.
class CountedStream final : public ByteStream {
public:
    CountedStream(ByteStream& bytes, const Course& course) : bytes_(bytes), course_(course) {}

    Result<std::size_t> read(std::span<char> into) override
    {
        if (course_.stop.stopped()) return fail(ErrorKind::interrupted, "stopped");
        auto size = bytes_.read(into);
        if (size) course_.progress.advance(static_cast<std::int64_t>(*size));
        return size;
    }

private:
    ByteStream& bytes_;
    const Course& course_;
};

/// What of these is not there, by the answers to them; the first answer that failed, if one did.
template <class T>
Result<std::vector<T>> absent(const std::vector<T>& asked, const Each<bool>& answers)
{
    std::vector<T> missing;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        if (!answers[i]) return during("asking what is there already", answers[i].error());
        if (!*answers[i]) missing.push_back(asked[i]);
    }
    return missing;
}

Result<void> copy_blob(const TransferJob& job, const Descriptor& blob, const Course& course)
{
    const auto what = fmt::format("copying blob {}", blob.digest.str());
    const auto bytes = job.source->open_blob(blob);
    if (!bytes) return during(what, bytes.error());
    CountedStream counted(**bytes, course);
    if (const auto put = job.destination->put_blob(blob, counted); !put) return during(what, put.error());
    return {};
}

Result<void> copy_each(const TransferJob& job, const std::vector<Descriptor>& blobs, const Course& course)
{
    for (const auto& blob : blobs)
        if (const auto copied = copy_blob(job, blob, course); !copied) return copied;
    return {};
}

Result<TransferReport> copy_blobs(const TransferJob& job, const std::vector<Descriptor>& blobs, const Course& course)
{
    const auto missing = absent(blobs, job.destination->has_blobs(blobs));
    if (!missing) return fail(missing.error());
    TransferReport report;
    for (const auto& blob : *missing) report.bytes_copied += blob.size;
    report.blobs_copied = static_cast<std::int64_t>(missing->size());
    report.blobs_present = static_cast<std::int64_t>(blobs.size()) - report.blobs_copied;
    if (missing->empty()) return report;

    course.progress.begin(job.what, report.bytes_copied);
    const auto copied = copy_each(job, *missing, course);
    course.progress.finish();
    if (!copied) return fail(copied.error());
    return report;
}

Result<void> copy_manifests(const TransferJob& job, const std::vector<ManifestContent>& manifests)
{
    std::vector<Digest> digests;
    for (const auto& manifest : manifests) digests.push_back(manifest.descriptor.digest);
    const auto missing = absent(manifests, job.destination->has_manifests(digests));
    if (!missing) return fail(missing.error());
    const auto put = job.destination->put_manifests(*missing);
    for (std::size_t i = 0; i < put.size(); ++i)
        if (!put[i])
            return during(fmt::format("storing manifest {}", (*missing)[i].descriptor.digest.str()), put[i].error());
    return {};
}

Result<TransferReport> run(const TransferJob& job, const Course& course)
{
    if (course.stop.stopped()) return fail(ErrorKind::interrupted, "stopped");
    const auto graph = read_graph(*job.source, job.root);
    if (!graph) return fail(graph.error());
    const auto report = copy_blobs(job, graph->blobs, course);
    if (!report) return fail(report.error());
    if (const auto put = copy_manifests(job, graph->manifests); !put) return fail(put.error());
    return *report;
}

}  // namespace

Each<TransferReport> StreamingTransfer::transfer(std::span<const TransferJob> jobs, Progress& progress)
{
    const Course course{progress, *stop_};
    Each<TransferReport> reports;
    for (const auto& job : jobs) {
        auto report = run(job, course);
        reports.push_back(report ? std::move(report) : during(job.what, report.error()));
    }
    return reports;
}

}  // namespace tagwarden
