// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/time.h"

namespace tagwarden {

/// Who decided something, when, and why.
struct Decision {
    std::string reason;
    std::string actor;
    Time time{};
};

}  // namespace tagwarden
