// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_queue.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "adapters/transfer/interrupted.h"
#include "adapters/transfer/mounts.h"

namespace tagwarden {

namespace {

/// After so many blobs in a row that did not arrive, a destination is not troubled with the others.
constexpr int failures_that_suffice = 3;

/// Failures that say more of the destination than of the blob.
bool is_of_the_place(ErrorKind kind)
{
    return kind == ErrorKind::unreachable || kind == ErrorKind::denied || kind == ErrorKind::rate_limited ||
           kind == ErrorKind::local;
}

Error while_copying(Error error, const Digest& blob)
{
    error.trail.push_back(fmt::format("copying blob {}", blob.str()));
    return error;
}

}  // namespace

BlobQueue::BlobQueue(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop)
    : destinations_(destinations), blobs_(blobs), stop_(stop)
{
    for (BlobId blob = 0; blob < blobs.rows(); ++blob) {
        std::vector<Destination*> lacking;
        for (auto& destination : destinations)
            if (destination.lacks(blob)) lacking.push_back(&destination);
        bytes_ += static_cast<std::int64_t>(lacking.size()) * blobs.size_of(blob);
        if (!lacking.empty()) ++size_;
        add(std::move(lacking), {blob});
    }
}

void BlobQueue::add(std::vector<Destination*> destinations, Waiting waiting)
{
    if (destinations.empty()) return;
    Way way{blobs_.sources(waiting.blob)[waiting.source], std::move(destinations)};
    waiting_[std::move(way)].emplace(blobs_.size_of(waiting.blob), waiting);
}

std::optional<BlobWork> BlobQueue::take()
{
    std::unique_lock lock(mutex_);
    while (!done()) {
        if (stop_.stopped() && !waiting_.empty()) {
            for (auto& destination : destinations_) destination.fail_waiting(interrupted());
            waiting_.clear();
        } else if (auto work = next(under_way_ > 0 && small_under_way_ == 0)) {
            ++under_way_;
            small_under_way_ += work->small ? 1 : 0;
            return work;
        } else {
            changed_.wait(lock);
        }
    }
    changed_.notify_all();
    return std::nullopt;
}

/// Of all ways that have room, the one with the largest or smallest blob.
std::optional<BlobWork> BlobQueue::next(bool small)
{
    const auto size_of = [&](const BySize& blobs) { return small ? -blobs.begin()->first : blobs.rbegin()->first; };
    std::vector<std::map<Way, BySize>::iterator> ways;
    for (auto way = waiting_.begin(); way != waiting_.end(); ++way) ways.push_back(way);
    std::ranges::sort(ways, std::greater(), [&](const auto& way) { return size_of(way->second); });
    for (const auto& way : ways) {
        std::vector<ContentReader*> ends{way->first.source};
        for (auto* destination : first_ones(way->first.destinations)) ends.push_back(&destination->repository());
        if (auto ticket = lanes_.enter(ends)) return take_from(way, small, std::move(*ticket));
    }
    return std::nullopt;
}

BlobWork BlobQueue::take_from(std::map<Way, BySize>::iterator way, bool small, Lanes::Ticket ticket)
{
    auto& blobs = way->second;
    const auto taken = small ? blobs.begin() : std::prev(blobs.end());
    const auto waiting = taken->second;
    const auto& all = way->first.destinations;
    BlobWork work{waiting.blob, waiting.source, first_ones(all), {}, waiting.mount_from, std::move(ticket), small};
    std::ranges::copy_if(all, std::back_inserter(work.later), [&](Destination* one) {
        return std::ranges::find(work.destinations, one) == work.destinations.end();
    });
    blobs.erase(taken);
    if (blobs.empty()) waiting_.erase(way);
    return work;
}

/// True where the other had better take over from the first than be sent the same bytes.
bool BlobQueue::leads(const Destination& first, const Destination& other) const
{
    return share_a_registry(first, other) && !hosts_without_mount_.contains(first.location()->host());
}

/// The first of each registry.
std::vector<Destination*> BlobQueue::first_ones(const std::vector<Destination*>& destinations) const
{
    std::vector<Destination*> first;
    for (auto* one : destinations)
        if (std::ranges::none_of(first, [&](const Destination* other) { return leads(*other, *one); }))
            first.push_back(one);
    return first;
}

void BlobQueue::finish(const BlobWork& work, const BlobOutcome& outcome)
{
    const std::lock_guard lock(mutex_);
    --under_way_;
    small_under_way_ -= work.small ? 1 : 0;
    lanes_.leave(work.lanes);
    const bool other_source = work.source + 1 < blobs_.sources(work.blob).size();
    std::vector<Destination*> once_more;
    for (std::size_t i = 0; i < work.destinations.size(); ++i) {
        if (outcome.arrivals[i].source_failed && other_source)
            once_more.push_back(work.destinations[i]);
        else
            arrived(work, *work.destinations[i], outcome.arrivals[i]);
    }
    pass_on(work, once_more);
    add(std::move(once_more), {work.blob, work.source + 1});
    if (!std::ranges::all_of(outcome.arrivals, [](const auto& it) { return it.result.has_value(); })) drop_unwanted();
    changed_.notify_all();
}

void BlobQueue::arrived(const BlobWork& work, Destination& destination, const BlobOutcome::Arrival& arrival)
{
    if (!arrival.result) return note_failure(destination, work.blob, arrival.result.error());
    failures_in_a_row_[&destination] = 0;
    destination.set_state(work.blob, arrival.mounted ? BlobState::mounted : BlobState::copied);
    if (work.mount_from != nullptr && !arrival.mounted) hosts_without_mount_.insert(destination.location()->host());
}

void BlobQueue::note_failure(Destination& destination, BlobId blob, const Error& error)
{
    const auto failure = while_copying(error, blobs_.descriptor(blob).digest);
    destination.fail_blob(blob, failure);
    if (is_of_the_place(error.kind) && ++failures_in_a_row_[&destination] >= failures_that_suffice)
        destination.fail_waiting(failure);
}

/// Who waited for another of its registry asks that one now, or goes its way, or takes its place where it failed.
void BlobQueue::pass_on(const BlobWork& work, std::vector<Destination*>& once_more)
{
    std::vector<Destination*> instead;
    for (auto* one : work.later) {
        auto* const first = *std::ranges::find_if(
            work.destinations, [&](const Destination* other) { return share_a_registry(*other, *one); });
        if (first->state(work.blob) != BlobState::missing)
            add({one}, {work.blob, work.source, first});
        else if (std::ranges::find(once_more, first) != once_more.end())
            once_more.push_back(one);
        else
            instead.push_back(one);
    }
    add(std::move(instead), {work.blob, work.source});
}

/// Blobs whose jobs have all failed.
void BlobQueue::drop_unwanted()
{
    std::map<Way, BySize> before;
    before.swap(waiting_);
    for (auto& [way, blobs] : before)
        for (const auto& [size, waiting] : blobs) {
            auto wanting = way.destinations;
            std::erase_if(wanting, [&](const Destination* one) { return !one->wants(waiting.blob); });
            add(std::move(wanting), waiting);
        }
}

bool BlobQueue::wait_until_done(std::chrono::milliseconds patience)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return done(); });
}

}  // namespace tagwarden
