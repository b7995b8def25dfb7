// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "core/copy_plan.h"
#include "flows/places.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Notes in plans what their content would move, with what is attached to it where that is wanted: reads the manifests
/// of the source, once for all plans, and asks each destination for each blob; no blob is read. What a registry would
/// take over from a repository of its own counts too: only it knows. A plan of many images is left as it is: every one
/// takes requests that registries count. A destination that does not answer is noted as its plan's problem.
Result<void> measure_copies(std::span<CopyPlan> plans, RepositoryReader& source, const ReadPlaces& destinations,
                            bool with_attached, const StopSignal& stop);

}  // namespace tagwarden
