// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>

#include "ports/deferrable_stop.h"

namespace tagwarden::tests {

/// A stop that a test asks for. Put off, it waits until the test says that the patience is over.
class SetStop final : public DeferrableStop {
public:
    std::atomic<bool> asked = false;
    std::atomic<bool> patience_is_over = false;

    bool requested() const override { return asked; }
    bool stopped() const override { return asked && (patience_is_over || !waits_); }
    void put_off(std::chrono::milliseconds grace) override
    {
        waits_ = grace.count() > 0;
        patience_is_over = false;
    }

private:
    std::atomic<bool> waits_ = false;
};

}  // namespace tagwarden::tests
