// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "adapters/http/patience.h"
#include "base/result.h"
#include "ports/clock.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// What one host bears, for all requests of this process together. It adapts as TCP does: every few answers that went
/// well allow one request more, an error halves at once. The number of questions at which a host failed is tried again
/// only after many that went well: where it allows no more, each further try costs all of them a pause. What was asked
/// before the halving does not halve again, so that eight failures of one moment count as one. May be used from several
/// threads at once.
class HostBudget {
public:
    HostBudget(const Patience& patience, Clock& clock, const StopSignal& stop);

    /// The right to have a question under way, until it is let go.
    class Slot {
    public:
        Slot(Slot&& other) noexcept : budget_(std::exchange(other.budget_, nullptr)), epoch_(other.epoch_) {}
        Slot& operator=(Slot&&) = delete;
        ~Slot();

    private:
        friend class HostBudget;
        Slot(HostBudget& budget, int epoch) : budget_(&budget), epoch_(epoch) {}

        HostBudget* budget_;
        int epoch_;
    };

    /// Waits until there is room, and until the host's pause is over. `interrupted` when the program is stopped.
    Result<Slot> enter();

    /// Waits for the host's pause alone: for bodies of blobs, whose number is streams()'s matter.
    Result<void> wait_for_pause();

    void went_well();

    /// Something failed that was asked within `slot`.
    void failed(const Slot& slot);

    /// The same of the body of a blob.
    void stream_went_well();
    void stream_failed();

    /// From now on, for so long, nobody of this process asks the host anything.
    void be_quiet(std::chrono::milliseconds length);

    int questions() const;
    int streams() const;

private:
    /// A number that goes up slowly and down at once.
    struct Width {
        int now;
        int most;
        int caution;        ///< so many times more answers have to go well before it goes where it failed
        int well = 0;       ///< answers that went well since it changed
        int failed_at = 0;  ///< 0 when that is not known, or was got over

        void up();
        void down();
    };

    void leave();
    std::chrono::milliseconds pause_left();  ///< under the lock

    Clock& clock_;
    const StopSignal& stop_;
    mutable std::mutex mutex_;
    std::condition_variable room_;
    Width questions_;
    Width streams_;
    int under_way_ = 0;
    int epoch_ = 0;  ///< counts the halvings
    std::chrono::milliseconds quiet_until_{0};
};

}  // namespace tagwarden
