// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <compare>
#include <condition_variable>
#include <deque>
#include <list>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "adapters/transfer/destination.h"
#include "adapters/transfer/lanes.h"
#include "adapters/transfer/pace.h"
#include "adapters/transfer/turns.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// What became of a blob at one destination.
struct BlobArrival {
    Result<void> result{};
    bool mounted = false;
    bool source_failed = false;  ///< then another source may do
};

/// One blob to be brought from one source to some destinations.
struct BlobWork {
    enum class Standing : std::uint8_t { in_step, left_behind, ended };

    /// What it is for one of the destinations.
    struct Part {
        Destination* destination = nullptr;
        Turns turns{};

        // The queue's own notes:
        std::string lane{};
        Standing standing = Standing::in_step;
        Turns::Turn seen = 0;
        std::chrono::milliseconds seen_at{};
    };

    BlobId blob = 0;
    std::size_t source = 0;  ///< which of the blob's sources
    std::deque<Part> parts{};
    std::vector<Destination*>
        later{};  ///< of a registry that one of the destinations is in: they take it over from there
    Destination* mount_from = nullptr;  ///< asked first, where there is one

    // The queue's own notes:
    std::string source_lane{};
    bool small = false;                     ///< taken from the small ones
    bool in_step = true;                    ///< some of its parts are
    std::vector<Destination*> once_more{};  ///< from another source
};

/// The blobs that wait. Those that share the source and the destinations wait together, large ones go first: begun
/// early, none of them is alone at the end. But of those under way one is always from the small end, so that configs
/// do not wait behind large layers. Decides what a failure means for the jobs. Several threads may take and finish.
///
/// A destination that holds up others, or has done nothing for as long as patience lasts, is left behind: from then on,
/// until it has caught up, others are brought what they lack without it, and it gets that by a reading of its own. What
/// it still takes of the source counts in the source's lane no more; there is never more of it than its own lane is
/// wide.
class BlobQueue {
public:
    /// Holds what the destinations lack.
    BlobQueue(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop, const Pace& pace);

    /// Waits until there is something to do; nothing when all is done. It is there until its last part has ended.
    BlobWork* take();
    void finish(BlobWork& work, BlobWork::Part& part, const BlobArrival& arrival);

    /// Of one that others of the same work have waited for long enough.
    void leave_behind(BlobWork& work, BlobWork::Part& part);
    /// All that do nothing. To be asked some times a second.
    void leave_behind_idle_ones();

    bool wait_until_done(std::chrono::milliseconds patience);

    std::int64_t bytes() const { return bytes_; }  ///< of all that was missing in the beginning
    std::size_t size() const { return size_; }
    std::size_t stragglers();  ///< blobs under way that nobody is in step with any more

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
    using Ways = std::map<Way, BySize>;

    void add(std::vector<Destination*> destinations, Waiting waiting);
    BlobWork* next(bool small);
    BlobWork& take_from(Ways::iterator way, bool small, const std::vector<Destination*>& going,
                        const Lanes::Ticket& ticket);
    void assign(BlobWork& work, const std::vector<Destination*>& going, const Lanes::Ticket& ticket);
    std::vector<Destination*> those_in_step(const std::vector<Destination*>& destinations) const;
    std::vector<Destination*> first_ones(const std::vector<Destination*>& destinations) const;
    bool leads(const Destination& first, const Destination& other) const;
    bool idles(BlobWork::Part& part, std::chrono::milliseconds now) const;
    void fall_behind(BlobWork& work, BlobWork::Part& part);
    void settle(BlobWork& work);
    void arrived(const BlobWork& work, Destination& destination, const BlobArrival& arrival);
    void note_failure(Destination& destination, BlobId blob, const Error& error);
    void pass_on(BlobWork& work, Destination& first);
    void drop_unwanted();
    bool done() const { return waiting_.empty() && under_way_.empty(); }

    std::span<Destination> destinations_;
    const BlobTable& blobs_;
    const StopSignal& stop_;
    const Pace pace_;
    std::mutex mutex_;
    std::condition_variable changed_;
    Ways waiting_;
    Lanes lanes_;
    std::list<BlobWork> under_way_;
    int small_under_way_ = 0;
    std::map<const Destination*, int> behind_;  ///< with how many blobs they were left behind
    std::map<const Destination*, int> failures_in_a_row_;
    std::set<std::string> hosts_without_mount_;
    std::int64_t bytes_ = 0;
    std::size_t size_ = 0;
};

}  // namespace tagwarden
