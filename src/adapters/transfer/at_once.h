// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <functional>
#include <span>
#include <utility>

#include "adapters/transfer/in_threads.h"

namespace tagwarden {

/// Does things that have nothing to do with each other at the same time, and comes back when all are done.
template <class... Act>
void at_once(Act... acts)
{
    std::array<std::function<void()>, sizeof...(Act)> all{std::move(acts)...};
    in_threads(std::span<std::function<void()>>(all), [](const auto& act) { act(); });
}

}  // namespace tagwarden
