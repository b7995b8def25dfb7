// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/descriptor.h"
#include "core/location.h"
#include "ports/progress.h"
#include "ports/registry.h"

namespace tagwarden {

/// One graph of content to bring to one repository: an index or image and everything below it.
struct TransferJob {
    std::string what;  ///< for progress and errors: "0.6.3 to hub"
    RepositoryReader* source = nullptr;
    Repository* destination = nullptr;
    Descriptor root;
    std::optional<Location> from{};  ///< where the source is, for a destination that can take blobs over from there
    std::optional<Location> to{};    ///< where the destination is, for others of its registry likewise
    bool with_attached = true;       ///< with signatures, attestations and whatever else is attached to any part of it
};

/// What a transfer did. Of jobs that share a blob, the first that needed it counts it as copied or mounted.
struct TransferReport {
    std::int64_t blobs_copied = 0;
    std::int64_t blobs_mounted = 0;  ///< taken over from another repository of the destination's registry
    std::int64_t blobs_present = 0;
    std::int64_t bytes_copied = 0;
    std::int64_t manifests_copied = 0;
    std::vector<std::string> warnings{};  ///< what was left as it is at the destination
};

/// Brings content by digest. Children are there before what refers to them, nothing is sent that is there already, and
/// bytes arrive as they were. What is attached (core/referrers.h) comes behind its subject and can be found there as
/// it could at the source: by its subject, or by cosign's tags, which are set last. No other tag is set. A tag of
/// cosign's that names something else at the destination moves only where that loses nothing; else it stays, with a
/// warning.
struct ContentTransfer {
    virtual ~ContentTransfer() = default;

    /// All jobs as one: what several need is read and sent once. A job that fails keeps no other from its goal.
    virtual Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) = 0;
};

}  // namespace tagwarden
