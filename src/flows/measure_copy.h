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

/// What a plan's content would move, with what is attached to it where that is wanted: reads the manifests of the
/// source and asks the destination for each blob, and no blob is read. What a registry would take over from a
/// repository of its own counts too: only it knows. Nothing where that is many images: every one takes requests that
/// registries count.
Result<std::optional<CopySize>> measure_copy(const CopyPlan& plan, RepositoryReader& source, ContentReader& destination,
                                             bool with_attached, const StopSignal& stop);

}  // namespace tagwarden
