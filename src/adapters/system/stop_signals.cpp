// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/stop_signals.h"

#include <atomic>
#include <csignal>

namespace tagwarden {

namespace {

/// The first signal that came; 0 before. A handler can reach nothing but what is global.
std::atomic<int> caught = 0;
static_assert(std::atomic<int>::is_always_lock_free, "a signal handler must not wait");

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

}  // namespace

void StopSignals::listen()
{
    if (listening_) return;
    listening_ = true;
    caught = 0;
    for (const int signal : {SIGINT, SIGTERM})
        if (!is_ignored(signal)) set_action(signal, note_signal);
}

StopSignals::~StopSignals()
{
    if (!listening_) return;
    for (const int signal : {SIGINT, SIGTERM})
        if (!is_ignored(signal)) set_action(signal, SIG_DFL);
}

bool StopSignals::stopped() const
{
    return listening_ && caught != 0;
}

bool StopSignals::terminated() const
{
    return listening_ && caught == SIGTERM;
}

}  // namespace tagwarden
