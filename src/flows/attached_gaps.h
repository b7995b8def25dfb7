// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <set>

#include "core/copy_plan.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Of the images that a plan finds named already, those to which, or to a part of which, the source has attached
/// something that the destination does not list, and those with a cosign tag that names something else there. In a plan
/// for a whole repository these tags are among its own, and count where it leaves them to whoever brings what is
/// attached. Of blobs nothing is asked. One that cannot be looked at counts as well: who brings it will say why.
Result<std::set<Digest, DigestBefore>> attached_gaps(const CopyPlan& plan, RepositoryReader& source,
                                                     RepositoryReader& destination, const StopSignal& stop);

}  // namespace tagwarden
