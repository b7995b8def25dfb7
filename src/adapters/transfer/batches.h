// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <algorithm>
#include <span>
#include <vector>

namespace tagwarden {

/// So many are asked about in one go: enough to keep a registry busy, and few enough that questions and answers take
/// no memory to speak of, however much there is to ask.
inline constexpr std::size_t batch_size = 256;

/// The things in pieces of at most so many, in their order.
template <class T>
std::vector<std::span<T>> batches(std::span<T> things, std::size_t size = batch_size)
{
    std::vector<std::span<T>> pieces;
    for (; !things.empty(); things = things.subspan(pieces.back().size()))
        pieces.push_back(things.first(std::min(things.size(), size)));
    return pieces;
}

}  // namespace tagwarden
