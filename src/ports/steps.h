// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>

namespace tagwarden {

/// Told where a transaction is. What becomes of a run that ends between two of its steps is tested through this.
struct Steps {
    virtual ~Steps() = default;

    virtual void reached(std::string_view step) = 0;
};

/// For whoever does not want to hear it.
struct NoSteps final : Steps {
    void reached(std::string_view) override {}
};

}  // namespace tagwarden
