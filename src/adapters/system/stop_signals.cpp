// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/stop_signals.h"

#include <algorithm>
#include <atomic>
#include <csignal>
#include <ctime>
#include <utility>

namespace tagwarden {

namespace {

/// The first signal that came; 0 before. A handler can reach nothing but what is global.
std::atomic<int> caught = 0;
std::atomic<std::int64_t> caught_at = 0;
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<std::int64_t>::is_always_lock_free,
              "a signal handler must not wait");

/// In milliseconds. By clock_gettime(), which a handler may call (signal-safety(7)).
std::int64_t running()
{
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

void set_action(int signal, void (*handler)(int))
{
    struct sigaction action{};
    action.sa_handler = handler;
    // What is read from disks and pipes goes on; waits end nevertheless (signal(7)).
    action.sa_flags = SA_RESTART;
    sigaction(signal, &action, nullptr);
}

extern "C" void note_signal(int signal)
{
    caught_at = running();
    caught = signal;
    // sigaction() is one of the functions that a handler may call (signal-safety(7)).
    set_action(SIGINT, SIG_DFL);
    set_action(SIGTERM, SIG_DFL);
}

bool is_ignored(int signal)
{
    struct sigaction action{};
    return sigaction(signal, nullptr, &action) == 0 && action.sa_handler == SIG_IGN;
}

void set_both(void (*handler)(int))
{
    for (const int signal : {SIGINT, SIGTERM})
        if (!is_ignored(signal)) set_action(signal, handler);
}

}  // namespace

void StopSignals::listen()
{
    if (!std::exchange(listening_, true)) begin();
}

std::shared_ptr<const void> StopSignals::attend() const
{
    begin();
    return {this, [](const StopSignals* self) { self->end(); }};
}

StopSignals::~StopSignals()
{
    if (listeners_ > 0) set_both(SIG_DFL);
}

void StopSignals::begin() const
{
    const std::lock_guard lock(mutex_);
    if (listeners_++ > 0) return;
    caught = 0;
    set_both(note_signal);
}

void StopSignals::end() const
{
    const std::lock_guard lock(mutex_);
    if (listeners_ == 1) set_both(SIG_DFL);
    if (listeners_ > 1 || caught == 0) --listeners_;
}

bool StopSignals::requested() const
{
    return listeners_ > 0 && caught != 0;
}

bool StopSignals::stopped() const
{
    return requested() && running() >= std::max<std::int64_t>(caught_at, put_off_at_) + grace_;
}

void StopSignals::put_off(std::chrono::milliseconds grace)
{
    put_off_at_ = running();
    grace_ = grace.count();
}

bool StopSignals::terminated() const
{
    return listeners_ > 0 && caught == SIGTERM;
}

}  // namespace tagwarden
