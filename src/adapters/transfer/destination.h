// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <set>
#include <string>
#include <vector>

#include "adapters/transfer/content_graph.h"
#include "ports/content_transfer.h"

namespace tagwarden {

/// One job while it is under way.
struct JobState {
    const TransferJob* job = nullptr;
    std::vector<GraphNode*> manifests{};  ///< all that it brings, children first
    std::vector<BlobId> blobs{};          ///< in the order of their numbers, each once
    std::optional<Error> error{};
    std::int64_t manifests_copied = 0;
    std::vector<std::string> warnings{};

    bool needs(BlobId blob) const;
    bool needs(const GraphNode& manifest) const;
};

/// What is known of a blob at a destination.
enum class BlobState : std::uint8_t { missing, present, mounted, copied };

/// One repository that content is brought to, and all that jobs want there.
class Destination {
public:
    Destination(Repository& repository, std::optional<Location> location);

    /// `blobs` is the table that the jobs' numbers are of.
    void set_jobs(std::vector<JobState*> jobs, const BlobTable& blobs);

    Repository& repository() const { return *repository_; }
    const std::optional<Location>& location() const { return location_; }

    /// Jobs that have not failed.
    std::vector<JobState*> live_jobs() const;

    /// Blobs that a live job needs.
    bool wants(BlobId blob) const { return wanted_[blob] > 0; }
    std::vector<BlobId> wanted() const;
    BlobState state(BlobId blob) const { return states_[blob]; }
    void set_state(BlobId blob, BlobState state) { states_[blob] = state; }
    bool lacks(BlobId blob) const { return wants(blob) && states_[blob] == BlobState::missing; }

    /// Ends the live jobs that need this, or that still wait for a blob.
    void fail_blob(BlobId blob, const Error& error);
    void fail_manifest(const GraphNode& manifest, const Error& error);
    void fail_waiting(const Error& error);

    bool wants(const GraphNode& manifest) const;
    bool has(const GraphNode& manifest) const { return manifests_there_.contains(&manifest); }
    void set_there(const GraphNode& manifest) { manifests_there_.insert(&manifest); }
    void set_absent(const GraphNode& manifest) { manifests_there_.erase(&manifest); }

    TransferReport report(const JobState& job, const BlobTable& blobs, std::vector<bool>& counted) const;

private:
    void fail(JobState& job, const Error& error);

    Repository* repository_;
    std::optional<Location> location_;
    std::vector<JobState*> jobs_;
    std::vector<BlobState> states_;      ///< by the blob's number
    std::vector<std::uint32_t> wanted_;  ///< how many live jobs need it
    std::set<const GraphNode*> manifests_there_;
};

}  // namespace tagwarden
