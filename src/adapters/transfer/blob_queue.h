// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <compare>
#include <condition_variable>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "adapters/transfer/destination.h"
#include "adapters/transfer/lanes.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// One blob to be brought from one source to some destinations.
struct BlobWork {
    BlobId blob = 0;
    std::size_t source = 0;  ///< which of the blob's sources
    std::vector<Destination*> destinations{};
    std::vector<Destination*>
        later{};  ///< of a registry that one of `destinations` is in: they take it over from there
    Destination* mount_from = nullptr;  ///< asked first, where there is one
    Lanes::Ticket lanes{};
    bool small = false;  ///< taken from the small ones
};

/// What became of it.
struct BlobOutcome {
    struct Arrival {
        Result<void> result{};
        bool mounted = false;
        bool source_failed = false;  ///< then another source may do
    };
    std::vector<Arrival> arrivals;  ///< in the order of the work's destinations
};

/// The blobs that wait. Those that share the source and the destinations wait together, large ones go first: begun
/// early, none of them is alone at the end. But of those under way one is always from the small end, so that configs
/// do not wait behind large layers. Decides what a failure means for the jobs. Several threads may take and finish.
class BlobQueue {
public:
    /// Holds what the destinations lack.
    BlobQueue(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop);

    /// Waits until there is something to do; nothing when all is done.
    std::optional<BlobWork> take();
    void finish(const BlobWork& work, const BlobOutcome& outcome);

    bool wait_until_done(std::chrono::milliseconds patience);

    std::int64_t bytes() const { return bytes_; }  ///< of all that was missing in the beginning
    std::size_t size() const { return size_; }

private:
    /// What waiting blobs can have in common.
    struct Way {
        ContentReader* source = nullptr;
        std::vector<Destination*> destinations;

        auto operator<=>(const Way&) const = default;
    };
    struct Waiting {
        BlobId blob = 0;
        std::size_t source = 0;
        Destination* mount_from = nullptr;
    };
    using BySize = std::multimap<std::int64_t, Waiting>;

    void add(std::vector<Destination*> destinations, Waiting waiting);
    std::optional<BlobWork> next(bool small);
    BlobWork take_from(std::map<Way, BySize>::iterator way, bool small, Lanes::Ticket ticket);
    std::vector<Destination*> first_ones(const std::vector<Destination*>& destinations) const;
    bool leads(const Destination& first, const Destination& other) const;
    void arrived(const BlobWork& work, Destination& destination, const BlobOutcome::Arrival& arrival);
    void note_failure(Destination& destination, BlobId blob, const Error& error);
    void pass_on(const BlobWork& work, std::vector<Destination*>& once_more);
    void drop_unwanted();
    bool done() const { return waiting_.empty() && under_way_ == 0; }

    std::span<Destination> destinations_;
    const BlobTable& blobs_;
    const StopSignal& stop_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::map<Way, BySize> waiting_;
    Lanes lanes_;
    int under_way_ = 0;
    int small_under_way_ = 0;
    std::map<const Destination*, int> failures_in_a_row_;
    std::set<std::string> hosts_without_mount_;
    std::int64_t bytes_ = 0;
    std::size_t size_ = 0;
};

}  // namespace tagwarden
