// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <span>
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
    const WritePlaces& destinations;
    ContentTransfer& transfer;
    Progress& progress;
    Clock& clock;
    const StopSignal& stop;
};

/// What came of a plan at its destination. A copy of many images goes on where one of them fails.
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

/// Brings the content to all destinations as one, then sets at each the tags whose content is complete, and looks
/// whether they are set. A tag that somebody else moved since it was planned is not touched; nor is any once the copy
/// is stopped. A tag of attached content is set only where whoever brings that left it unset. A report for each plan: a
/// destination that fails keeps no other from what it was to get.
std::vector<CopyReport> run_copy(const CopyRequest& request, std::vector<CopyPlan> plans, const CopyPorts& ports);

/// The report of a copy that is not run: of what the plan shows that it would lack.
CopyReport foresee_copy(CopyPlan plan);

/// The error of a whole copy: of the first destination that has one, but to be stopped goes before all others. Of
/// several destinations it names all that lack something.
std::optional<Error> error_of(std::span<const CopyReport> reports);

}  // namespace tagwarden
