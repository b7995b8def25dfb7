// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <string>
#include <string_view>

#include "tests/flows/story.h"

namespace tagwarden::tests {

/// What ends a run of a test in the middle, as a kill would: nothing more of it happens.
struct Killed {};

/// The steps of a transaction, in their order. Those of places come once for each place.
inline constexpr std::array steps{"proposed",    "intent-written", "content-brought", "lease-taken",    "planned-again",
                                  "anchors-set", "channels-set",   "read-back",       "outcome-written"};

inline void kill_at(Story& story, const std::string& step, int count = 1)
{
    story.at_step = [step, left = count](std::string_view now) mutable {
        if (now == step && --left == 0) throw Killed();
    };
}

inline void kill_no_more(Story& story)
{
    story.at_step = [](std::string_view) {};
    for (const auto& [location, place] : story.places)
        place->before_move = [](const TagMove&) { return Result<void>{}; };
}

/// False when it was killed.
template <class Run>
bool comes_to_its_end(const Run& run)
{
    try {
        run();
        return true;
    } catch (const Killed&) {
        return false;
    }
}

}  // namespace tagwarden::tests
