// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

namespace tagwarden {

/// Whether whoever runs this program wants it to end. Long work asks every now and then, and ends with `interrupted`.
/// May be asked from several threads.
struct StopSignal {
    virtual ~StopSignal() = default;

    virtual bool stopped() const = 0;
};

/// For whoever cannot be stopped.
struct NeverStopped final : StopSignal {
    bool stopped() const override { return false; }
};

}  // namespace tagwarden
