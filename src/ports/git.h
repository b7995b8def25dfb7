// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "base/result.h"
#include "core/checkout.h"

namespace tagwarden {

struct Git {
    virtual ~Git() = default;

    /// Facts of the checkout that contains the configuration; nothing when there is none, or no commit in it.
    virtual Result<std::optional<CheckoutFacts>> checkout() = 0;
};

}  // namespace tagwarden
