// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/system_clock.h"

#include <algorithm>
#include <thread>

namespace tagwarden {

Time SystemClock::now()
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
}

std::chrono::milliseconds SystemClock::running()
{
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

void SystemClock::wait(std::chrono::milliseconds length)
{
    // In pieces: the signal that stops the program may come to another thread than the one that sleeps.
    constexpr std::chrono::milliseconds piece{50};
    const auto end = std::chrono::steady_clock::now() + length;
    for (auto now = end - length; now < end && !stop_.stopped(); now = std::chrono::steady_clock::now())
        std::this_thread::sleep_for(std::min<std::chrono::steady_clock::duration>(piece, end - now));
}

}  // namespace tagwarden
