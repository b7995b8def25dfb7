// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "core/copy_plan.h"
#include "flows/places.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Notes in plans what they lack. Of the images that a plan finds named already these are those to which, or to a part
/// of which, the source has attached something that the destination does not list, and those with a cosign tag that
/// names something else there. Plans for a whole repository have these tags among their own, and count those that they
/// leave to whoever brings what is attached. The source is asked once for all plans; of blobs nothing is asked. One
/// that cannot be looked at counts as well: who brings it will say why.
Result<void> note_attached_gaps(std::span<CopyPlan> plans, RepositoryReader& source, const ReadPlaces& destinations,
                                const StopSignal& stop);

}  // namespace tagwarden
