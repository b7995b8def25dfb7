// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/time.h"

namespace tagwarden {

/// What a checkout says of itself.
struct CheckoutFacts {
    std::string commit;             ///< full object name of HEAD
    Time committed{};               ///< the commit's own time
    std::string branch;             ///< "" when HEAD is detached
    std::vector<std::string> tags;  ///< every tag on HEAD, annotated or not
    bool shallow = false;           ///< history was cut off when it was fetched: older tags may be missing
    bool dirty = false;             ///< tracked files differ from HEAD; files that git does not track do not count
};

}  // namespace tagwarden
