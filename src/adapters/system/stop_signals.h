// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>

#include "ports/deferrable_stop.h"

namespace tagwarden {

/// Ctrl-C (SIGINT) and SIGTERM. Once it listens, the first of them stops the program's work, and a second one ends
/// the process at once. A signal that was ignored when the program began (nohup, a shell's background) stays so.
/// The signals belong to the process: there is one of these.
class StopSignals final : public DeferrableStop {
public:
    StopSignals() = default;
    ~StopSignals() override;
    StopSignals(const StopSignals&) = delete;
    StopSignals& operator=(const StopSignals&) = delete;

    /// Until then a signal ends the process, as it always does.
    void listen();

    bool stopped() const override;
    bool requested() const override;
    void put_off(std::chrono::milliseconds grace) override;

    /// Listens for a while. Whoever hears a signal meanwhile goes on listening: the command is to end.
    std::shared_ptr<const void> attend() const override;

    /// Which of the two it was: SIGTERM, by which systems end programs.
    bool terminated() const;

private:
    void begin() const;
    void end() const;

    mutable std::mutex mutex_;
    mutable std::atomic<int> listeners_ = 0;
    bool listening_ = false;
    std::atomic<std::int64_t> grace_ = 0;       ///< in milliseconds
    std::atomic<std::int64_t> put_off_at_ = 0;  ///< likewise, on a clock that only runs forward
};

}  // namespace tagwarden
