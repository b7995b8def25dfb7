// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/http/host_budget.h"

#include <algorithm>

namespace tagwarden {

namespace {

constexpr int caution_of_questions = 16;

/// How soon a stop is noticed by who waits for room.
constexpr std::chrono::milliseconds stop_look{100};

std::unexpected<Error> stopped()
{
    return fail(ErrorKind::interrupted, "stopped before the next request was made");
}

}  // namespace

void HostBudget::Width::up()
{
    const bool again = now + 1 == failed_at;
    if (++well < (again ? now * caution : now) || now == most) return;
    if (again) failed_at = 0;
    ++now;
    well = 0;
}

void HostBudget::Width::down()
{
    failed_at = std::max(2, now);
    now = std::max(1, now / 2);
    well = 0;
}

HostBudget::HostBudget(const Patience& patience, Clock& clock, const StopSignal& stop)
    : clock_(clock),
      stop_(stop),
      questions_{patience.questions_at_first, patience.questions_at_most, caution_of_questions},
      // A blob breaks off for reasons of its own, and there are too few of them to wait for many.
      streams_{patience.streams_at_first, patience.streams_at_most, 1}
{
}

HostBudget::Slot::~Slot()
{
    if (budget_ != nullptr) budget_->leave();
}

Result<HostBudget::Slot> HostBudget::enter()
{
    std::unique_lock lock(mutex_);
    while (true) {  // a pause may begin while room is waited for, and the other way round
        if (stop_.stopped()) return stopped();
        if (const auto left = pause_left(); left > std::chrono::milliseconds::zero()) {
            lock.unlock();
            clock_.wait(left);
            lock.lock();
        } else if (under_way_ >= questions_.now) {
            room_.wait_for(lock, stop_look);
        } else {
            ++under_way_;
            return Slot(*this, epoch_);
        }
    }
}

Result<void> HostBudget::wait_for_pause()
{
    while (true) {
        if (stop_.stopped()) return stopped();
        std::chrono::milliseconds left{};
        {
            const std::lock_guard lock(mutex_);
            left = pause_left();
        }
        if (left <= std::chrono::milliseconds(0)) return {};
        clock_.wait(left);
    }
}

std::chrono::milliseconds HostBudget::pause_left()
{
    return quiet_until_ - clock_.running();
}

void HostBudget::went_well()
{
    const std::lock_guard lock(mutex_);
    questions_.up();
}

void HostBudget::failed(const Slot& slot)
{
    const std::lock_guard lock(mutex_);
    if (slot.epoch_ != epoch_) return;
    ++epoch_;
    questions_.down();
}

void HostBudget::stream_failed()
{
    const std::lock_guard lock(mutex_);
    streams_.down();
}

void HostBudget::stream_went_well()
{
    const std::lock_guard lock(mutex_);
    streams_.up();
}

int HostBudget::questions() const
{
    const std::lock_guard lock(mutex_);
    return questions_.now;
}

int HostBudget::streams() const
{
    const std::lock_guard lock(mutex_);
    return streams_.now;
}

void HostBudget::leave()
{
    {
        const std::lock_guard lock(mutex_);
        --under_way_;
    }
    room_.notify_one();
}

void HostBudget::be_quiet(std::chrono::milliseconds length)
{
    const std::lock_guard lock(mutex_);
    quiet_until_ = std::max(quiet_until_, clock_.running() + length);
}

}  // namespace tagwarden
