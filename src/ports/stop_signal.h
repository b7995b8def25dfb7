// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <memory>

namespace tagwarden {

/// Whether whoever runs this program wants it to end. Long work asks every now and then, and ends with `interrupted`.
/// May be asked from several threads.
struct StopSignal {
    virtual ~StopSignal() = default;

    virtual bool stopped() const = 0;

    /// For whoever asks while waiting for something that this process must not leave behind: as long as the answer is
    /// held, what would have ended the process at once is told by stopped() instead.
    virtual std::shared_ptr<const void> attend() const { return nullptr; }
};

/// For whoever cannot be stopped.
struct NeverStopped final : StopSignal {
    bool stopped() const override { return false; }
};

}  // namespace tagwarden
