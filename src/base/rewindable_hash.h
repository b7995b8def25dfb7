// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/hash.h"

namespace tagwarden {

/// A hash of bytes as they pass that can go back to an earlier place without having kept the bytes: it keeps its state
/// every 8 MiB, and when it has 64 of them drops every second one and doubles the distance. So it never holds more
/// than some kilobytes, and never goes back further than 8 MiB, or 1/32 of what passed, too far.
class RewindableHash {
public:
    explicit RewindableHash(HashAlgorithm algorithm);

    void update(std::string_view bytes);
    std::int64_t at() const { return at_; }  ///< how many bytes passed

    /// The nearest place at or before `offset` that it can go back to.
    std::int64_t nearest(std::int64_t offset) const;

    /// Goes back there; what came after is forgotten.
    void go_back(std::int64_t offset);

    /// The hash of all bytes so far. After it, only go_back() may be called.
    std::string hex() { return hasher_.hex(); }

private:
    struct Kept {
        std::int64_t at = 0;
        Hasher hasher;
    };
    void keep();

    Hasher hasher_;
    std::int64_t at_ = 0;
    std::int64_t distance_;
    std::int64_t next_;
    std::vector<Kept> kept_;  ///< the first is the beginning
};

}  // namespace tagwarden
