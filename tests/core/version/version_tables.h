// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "core/version/version.h"

namespace tagwarden::tests {

/// From low to high; texts of one row are equal. Each text is compared with each.
using Ranking = std::vector<std::vector<std::string>>;
void expect_order(Order order, const Ranking& ranking);

/// A text that is no version: the byte that is wrong, and what should be there.
struct Refusal {
    std::string text;
    std::size_t at;
    std::string wanted;
};
void expect_refusals(Order order, const std::vector<Refusal>& refusals);

/// What a version says of itself besides its order.
struct Portrait {
    std::string text;
    std::vector<std::string> numbers;  ///< three of them; "" where it has none
    bool prerelease;
    std::string flavour;
};
void expect_portraits(Order order, const std::vector<Portrait>& portraits);

}  // namespace tagwarden::tests
