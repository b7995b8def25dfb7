// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <atomic>
#include <span>
#include <system_error>
#include <thread>
#include <vector>

namespace tagwarden {

/// Does the same with each thing, several at a time, and comes back when all is done.
template <class T, class Do>
void in_threads(std::span<T> things, Do act)
{
    constexpr std::size_t at_once = 8;
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < things.size(); i = next++) act(things[i]);
    };
    std::vector<std::jthread> others;
    try {
        while (others.size() + 1 < std::min(things.size(), at_once)) others.emplace_back(work);
    } catch (const std::system_error&) {
        // This machine gives no more threads: those there are do it all.
    }
    work();
}

}  // namespace tagwarden
