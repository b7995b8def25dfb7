// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <vector>

#include "core/copy_plan.h"
#include "flows/plan_copy.h"
#include "ports/clock.h"
#include "ports/content_transfer.h"
#include "ports/progress.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

struct CopyPorts {
    RepositoryReader& source;
    Repository& destination;
    ContentTransfer& transfer;
    Progress& progress;
    Clock& clock;
    const StopSignal& stop;
};

/// What came of a plan. A copy of many images goes on where one of them fails.
struct CopyReport {
    CopyPlan plan;           ///< where a tag of attached content has what others put there, too, with what it names now
    std::vector<bool> done;  ///< for each of the plan's copies: whether it is so now
    TransferReport content;
    std::chrono::milliseconds took{0};
    std::optional<Error> error{};             ///< the first that went wrong, with how far the copy got
    std::map<std::size_t, Error> failures{};  ///< by the number of the copy: why it is not so

    std::size_t count_done(PlannedCopy::Step step) const;

    /// False where it failed before anything was there that it wanted.
    bool did_something() const;
};

/// Brings the content, then sets the tags whose content is complete, and looks whether they are set. A tag that
/// somebody else moved since it was planned is not touched; nor is any once the copy is stopped. A tag of attached
/// content is set only where whoever brings that left it unset.
CopyReport run_copy(const CopyRequest& request, CopyPlan plan, const CopyPorts& ports);

}  // namespace tagwarden
