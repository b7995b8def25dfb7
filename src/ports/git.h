// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/checkout.h"

namespace tagwarden {

struct Git {
    virtual ~Git() = default;

    /// Facts of the checkout that contains the configuration; nothing when there is none, or no commit in it.
    /// not_found when there is no git to ask.
    virtual Result<std::optional<CheckoutFacts>> checkout() = 0;

    // The others are asked where there is a checkout.

    /// Names of all tags that lead to a commit. In no promised order.
    virtual Result<std::vector<std::string>> tags() = 0;

    /// The first of these tags that HEAD has behind it (or is at); nothing when none is. Quick where one of the first
    /// few is and is near.
    virtual Result<std::optional<std::string>> first_behind_head(const std::vector<std::string>& tags) = 0;

    /// How many commits are reachable from HEAD and not from this tag; from HEAD at all without one.
    /// not_found when there is no such tag.
    virtual Result<std::int64_t> commits_since(const std::optional<std::string>& tag) = 0;
};

}  // namespace tagwarden
