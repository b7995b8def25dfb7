// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/blob_queue.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "adapters/transfer/interrupted.h"
#include "adapters/transfer/mounts.h"

namespace tagwarden {

namespace {

using Part = BlobWork::Part;
using Standing = BlobWork::Standing;

/// After so many blobs in a row that did not arrive, a destination is not troubled with the others.
constexpr int failures_that_suffice = 3;

/// Failures that say more of the destination than of the blob.
bool is_of_the_place(ErrorKind kind)
{
    return kind == ErrorKind::unreachable || kind == ErrorKind::denied || kind == ErrorKind::rate_limited ||
           kind == ErrorKind::local;
}

std::vector<Destination*> without(std::vector<Destination*> all, const std::vector<Destination*>& some)
{
    std::erase_if(all, [&](const Destination* one) { return std::ranges::find(some, one) != some.end(); });
    return all;
}

bool has(const BlobWork& work, Standing standing)
{
    return std::ranges::find(work.parts, standing, &Part::standing) != work.parts.end();
}

Error while_copying(Error error, const Digest& blob)
{
    error.trail.push_back(fmt::format("copying blob {}", blob.str()));
    return error;
}

}  // namespace

BlobQueue::BlobQueue(std::span<Destination> destinations, const BlobTable& blobs, const StopSignal& stop,
                     const Pace& pace)
    : destinations_(destinations), blobs_(blobs), stop_(stop), pace_(pace)
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

BlobWork* BlobQueue::take()
{
    std::unique_lock lock(mutex_);
    while (!done()) {
        if (stop_.stopped() && !waiting_.empty()) {
            for (auto& destination : destinations_) destination.fail_waiting(interrupted());
            waiting_.clear();
        } else if (auto* work = next(!under_way_.empty() && small_under_way_ == 0)) {
            return work;
        } else {
            changed_.wait(lock);
        }
    }
    changed_.notify_all();
    return nullptr;
}

/// Of all ways that have room, the one with the largest or smallest blob.
BlobWork* BlobQueue::next(bool small)
{
    const auto size_of = [&](const BySize& blobs) { return small ? -blobs.begin()->first : blobs.rbegin()->first; };
    std::vector<Ways::iterator> ways;
    for (auto way = waiting_.begin(); way != waiting_.end(); ++way) ways.push_back(way);
    std::ranges::sort(ways, std::greater(), [&](const auto& way) { return size_of(way->second); });
    for (const auto& way : ways) {
        const auto going = those_in_step(way->first.destinations);
        std::vector<ContentReader*> ends{way->first.source};
        for (auto* destination : first_ones(going)) ends.push_back(&destination->repository());
        if (const auto ticket = lanes_.enter(ends)) return &take_from(way, small, going, *ticket);
    }
    return nullptr;
}

BlobWork& BlobQueue::take_from(Ways::iterator way, bool small, const std::vector<Destination*>& going,
                               const Lanes::Ticket& ticket)
{
    auto& blobs = way->second;
    const auto taken = small ? blobs.begin() : std::prev(blobs.end());
    const auto waiting = taken->second;
    auto behind = without(way->first.destinations, going);
    blobs.erase(taken);
    if (blobs.empty()) waiting_.erase(way);
    add(std::move(behind), waiting);
    small_under_way_ += small ? 1 : 0;
    auto& work = under_way_.emplace_back();
    work.blob = waiting.blob;
    work.source = waiting.source;
    work.mount_from = waiting.mount_from;
    work.small = small;
    assign(work, going, ticket);
    return work;
}

void BlobQueue::assign(BlobWork& work, const std::vector<Destination*>& going, const Lanes::Ticket& ticket)
{
    const auto first = first_ones(going);
    work.later = without(going, first);
    work.source_lane = ticket.front();
    for (std::size_t i = 0; i < first.size(); ++i) {
        auto& part = work.parts.emplace_back();
        part.destination = first[i];
        part.lane = ticket[i + 1];
        part.seen_at = pace_.clock.running();
    }
}

/// Where none of them is, they are a company of their own.
std::vector<Destination*> BlobQueue::those_in_step(const std::vector<Destination*>& destinations) const
{
    auto in_step = destinations;
    std::erase_if(in_step, [&](const Destination* one) { return behind_.contains(one); });
    return in_step.empty() ? destinations : in_step;
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

void BlobQueue::finish(BlobWork& work, Part& part, const BlobArrival& arrival)
{
    const std::lock_guard lock(mutex_);
    lanes_.leave(part.lane);
    auto& destination = *part.destination;
    if (std::exchange(part.standing, Standing::ended) == Standing::left_behind && --behind_[&destination] == 0)
        behind_.erase(&destination);
    const bool other_source = work.source + 1 < blobs_.sources(work.blob).size();
    if (arrival.source_failed && other_source)
        work.once_more.push_back(&destination);
    else
        arrived(work, destination, arrival);
    pass_on(work, destination);
    settle(work);
    if (!arrival.result) drop_unwanted();
    changed_.notify_all();
}

void BlobQueue::leave_behind(BlobWork& work, Part& part)
{
    const std::lock_guard lock(mutex_);
    if (part.standing == Standing::in_step) fall_behind(work, part);
}

void BlobQueue::leave_behind_idle_ones()
{
    const std::lock_guard lock(mutex_);
    const auto now = pace_.clock.running();
    for (auto& work : under_way_)
        for (auto& part : work.parts)
            if (part.standing == Standing::in_step && idles(part, now)) fall_behind(work, part);
}

bool BlobQueue::idles(Part& part, std::chrono::milliseconds now) const
{
    const auto turn = part.turns.now();
    if (turn != std::exchange(part.seen, turn)) part.seen_at = now;
    return !Turns::is_the_sources(turn) && now - part.seen_at >= pace_.patience;
}

void BlobQueue::fall_behind(BlobWork& work, Part& part)
{
    part.standing = Standing::left_behind;
    ++behind_[part.destination];
    settle(work);
    changed_.notify_all();
}

/// Once nobody is in step with it, nobody need wait for what is left of it.
void BlobQueue::settle(BlobWork& work)
{
    if (has(work, Standing::in_step)) return;
    if (std::exchange(work.in_step, false)) {
        lanes_.leave(work.source_lane);
        small_under_way_ -= work.small ? 1 : 0;
    }
    add(std::exchange(work.once_more, {}), {work.blob, work.source + 1});
    if (!has(work, Standing::left_behind)) under_way_.remove_if([&](const BlobWork& one) { return &one == &work; });
}

void BlobQueue::arrived(const BlobWork& work, Destination& destination, const BlobArrival& arrival)
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

/// Who waited for this one of its registry asks it now, or goes its way, or takes its place where it failed.
void BlobQueue::pass_on(BlobWork& work, Destination& first)
{
    const bool goes_once_more = std::ranges::find(work.once_more, &first) != work.once_more.end();
    std::vector<Destination*> instead;
    for (auto* one : work.later) {
        if (!share_a_registry(first, *one)) continue;
        if (first.state(work.blob) != BlobState::missing)
            add({one}, {work.blob, work.source, &first});
        else
            (goes_once_more ? work.once_more : instead).push_back(one);
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

std::size_t BlobQueue::stragglers()
{
    const std::lock_guard lock(mutex_);
    return static_cast<std::size_t>(std::ranges::count(under_way_, false, &BlobWork::in_step));
}

bool BlobQueue::wait_until_done(std::chrono::milliseconds patience)
{
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, patience, [&] { return done(); });
}

}  // namespace tagwarden
