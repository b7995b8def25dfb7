// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ports/stop_signal.h"

namespace tagwarden {

/// Ctrl-C (SIGINT) and SIGTERM. Once it listens, the first of them stops the program's work, and a second one ends
/// the process at once. A signal that was ignored when the program began (nohup, a shell's background) stays so.
/// The signals belong to the process: there is one of these.
class StopSignals final : public StopSignal {
public:
    StopSignals() = default;
    ~StopSignals() override;
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// Until then a signal ends the process, as it always does.
    void listen();

    bool stopped() const override;

    /// Which of the two it was: SIGTERM, by which systems end programs.
    bool terminated() const;

private:
    bool listening_ = false;
};

}  // namespace tagwarden
