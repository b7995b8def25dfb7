// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/destination.h"

#include <algorithm>
#include <iterator>

namespace tagwarden {

bool JobState::needs(BlobId blob) const
{
    return std::ranges::binary_search(blobs, blob);
}

bool JobState::needs(const GraphNode& manifest) const
{
    return std::ranges::find(manifests, &manifest) != manifests.end();
}

Destination::Destination(Repository& repository, std::optional<Location> location)
    : repository_(&repository), location_(std::move(location))
{
}

void Destination::set_jobs(std::vector<JobState*> jobs, const BlobTable& blobs)
{
    jobs_ = std::move(jobs);
    states_.assign(blobs.rows(), BlobState::missing);
    wanted_.assign(blobs.rows(), 0);
    for (const auto* job : live_jobs())
        for (const auto blob : job->blobs) ++wanted_[blob];
}

std::vector<JobState*> Destination::live_jobs() const
{
    std::vector<JobState*> live;
    std::ranges::copy_if(jobs_, std::back_inserter(live), [](const JobState* job) { return !job->error; });
    return live;
}

bool Destination::wants(const GraphNode& manifest) const
{
    return std::ranges::any_of(jobs_, [&](const JobState* job) { return !job->error && job->needs(manifest); });
}

std::vector<BlobId> Destination::wanted() const
{
    std::vector<BlobId> blobs;
    for (BlobId blob = 0; blob < wanted_.size(); ++blob)
        if (wants(blob)) blobs.push_back(blob);
    return blobs;
}

void Destination::fail(JobState& job, const Error& error)
{
    job.error = error;
    for (const auto blob : job.blobs) --wanted_[blob];
}

void Destination::fail_blob(BlobId blob, const Error& error)
{
    for (auto* job : live_jobs())
        if (job->needs(blob)) fail(*job, error);
}

void Destination::fail_manifest(const GraphNode& manifest, const Error& error)
{
    for (auto* job : live_jobs())
        if (job->needs(manifest)) fail(*job, error);
}

void Destination::fail_waiting(const Error& error)
{
    for (auto* job : live_jobs())
        if (std::ranges::any_of(job->blobs, [&](BlobId blob) { return lacks(blob); })) fail(*job, error);
}

/// `counted` says which blobs a job before this one has counted already.
TransferReport Destination::report(const JobState& job, const BlobTable& blobs, std::vector<bool>& counted) const
{
    TransferReport report;
    for (const auto blob : job.blobs) {
        const auto state = counted[blob] ? BlobState::present : states_[blob];
        counted[blob] = true;
        report.blobs_present += state == BlobState::present ? 1 : 0;
        report.blobs_mounted += state == BlobState::mounted ? 1 : 0;
        if (state != BlobState::copied) continue;
        ++report.blobs_copied;
        report.bytes_copied += blobs.size_of(blob);
    }
    report.manifests_copied = job.manifests_copied;
    report.warnings = job.warnings;
    return report;
}

}  // namespace tagwarden
