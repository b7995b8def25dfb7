// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/version/order.h"

namespace tagwarden::tests {

/// Makes texts that are versions of an order, or nearly so. The same seed gives the same texts on every machine.
class VersionGenerator {
public:
    VersionGenerator(Order order, std::uint64_t seed);

    /// A few pieces that mean something in this order, one behind the other.
    std::string text();

    /// The same text with one to three small changes, so that a comparison of both is decided deep inside.
    std::string near(std::string text);

    /// Two texts, mostly near to each other.
    std::pair<std::string, std::string> pair();

    /// Any bytes at all.
    std::string noise();

    /// A number below this.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(random_() % limit); }

private:
    std::string_view piece();
    void change(std::string& text);

    const std::vector<std::string_view>& starts_;
    const std::vector<std::string_view>& pieces_;
    std::mt19937_64 random_;
};

using VersionPair = std::pair<std::string, std::string>;

/// So many pairs of which both texts are fit for a comparison, in the eyes of whoever asks.
std::vector<VersionPair> some_pairs(Order order, std::uint64_t seed, std::size_t count,
                                    const std::function<bool(std::string_view)>& fit);

}  // namespace tagwarden::tests
