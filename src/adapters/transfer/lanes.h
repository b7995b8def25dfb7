// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "ports/registry.h"

namespace tagwarden {

/// How many blobs are under way in each lane. All lanes of a blob are taken at once or none, so nobody ever holds one
/// while waiting for another. For one thread at a time.
class Lanes {
public:
    /// The lanes that a blob was let into, in the order of its ends; a lane twice where two of them are in it.
    using Ticket = std::vector<std::string>;

    /// Nothing where a lane has no room. One that is empty always has: where it is narrower than one blob needs, that
    /// one goes alone.
    std::optional<Ticket> enter(std::span<ContentReader* const> ends);
    void leave(const std::string& lane);

private:
    std::map<std::string, int> inside_;
};

}  // namespace tagwarden
