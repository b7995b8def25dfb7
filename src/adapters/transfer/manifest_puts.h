// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "adapters/transfer/destination.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Stores what a destination lacks of the manifests of jobs whose blobs are all there: level by level, so that none is
/// there before what it refers to, and looks for each whether it is there then. One that fails ends the jobs that need
/// it.
void put_manifests(Destination& destination, const StopSignal& stop);

}  // namespace tagwarden
