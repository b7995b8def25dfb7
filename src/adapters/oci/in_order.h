// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "base/result.h"

namespace tagwarden {

/// Does one thing after the other and stops at the first failure; what was not tried then answers so,
/// with the failure's kind.
template <class T, class Do>
Each<void> in_order(std::span<const T> things, Do act)
{
    Each<void> done;
    for (const T& thing : things) {
        if (done.empty() || done.back())
            done.push_back(act(thing));
        else
            done.push_back(fail(done.back().error().kind, "not tried, because one before it failed"));
    }
    return done;
}

}  // namespace tagwarden
