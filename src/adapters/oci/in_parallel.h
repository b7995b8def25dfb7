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

#include "adapters/oci/askers.h"
#include "base/result.h"

namespace tagwarden {

/// Asks about each thing, several at a time, and gives the answers in the order of the things.
template <class T, class Ask>
auto in_parallel(Askers& askers, std::span<const T> things, Ask ask)
{
    using Answer = std::invoke_result_t<Ask, const T&>;
    const Askers::Batch batch(askers);
    std::vector<std::optional<Answer>> answers(things.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<std::size_t> threads = 1;
    const auto one_too_many = [&] {  // since another batch began
        for (auto now = threads.load(); now > batch.share();)
            if (threads.compare_exchange_weak(now, now - 1)) return true;
        return false;
    };
    const auto work = [&] {
        for (auto i = next++; i < things.size(); i = next++) answers[i] = ask(things[i]);
    };
    const auto help = [&] {
        while (!one_too_many()) {
            const auto i = next++;
            if (i >= things.size()) return;
            answers[i] = ask(things[i]);
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            while (others.size() + 1 < std::min(things.size(), batch.share())) {
                ++threads;
                others.emplace_back(help);
            }
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
