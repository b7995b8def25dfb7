// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <atomic>
#include <optional>
#include <span>
#include <system_error>
#include <thread>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace tagwarden {

/// As many as a host may ever be asked at once; how many it is asked now is its budget's matter (http/host_budget.h).
inline constexpr std::size_t questions_at_once = 24;

/// Asks about each thing, several at a time, and gives the answers in the order of the things.
template <class T, class Ask>
auto in_parallel(std::span<const T> things, Ask ask)
{
    using Answer = std::invoke_result_t<Ask, const T&>;
    std::vector<std::optional<Answer>> answers(things.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto i = next++; i < things.size(); i = next++) answers[i] = ask(things[i]);
    };
    {
        std::vector<std::jthread> others;
        try {
            while (others.size() + 1 < std::min(things.size(), questions_at_once)) others.emplace_back(work);
        } catch (const std::system_error&) {
            // This machine gives no more threads: those there are do it all.
        }
        work();
    }
    std::vector<Answer> all;
    all.reserve(answers.size());
    for (auto& answer : answers) all.push_back(std::move(*answer));
    return all;
}

}  // namespace tagwarden
