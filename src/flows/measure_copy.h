// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>

#include "core/copy_plan.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

struct CopySize {
    std::size_t blobs = 0;  ///< that the destination does not have
    std::int64_t bytes = 0;
};

/// What a plan's content would move: reads the manifests of the source and asks the destination for each blob, and no
/// blob is read. Nothing where that is many images: every one takes requests that registries count.
Result<std::optional<CopySize>> measure_copy(const CopyPlan& plan, ContentReader& source, ContentReader& destination,
                                             const StopSignal& stop);

}  // namespace tagwarden
