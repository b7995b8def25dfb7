// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/descriptor.h"
#include "core/location.h"
#include "ports/progress.h"
#include "ports/registry.h"

namespace tagwarden {

/// One graph of content to bring to one repository: an index or image and everything below it.
struct TransferJob {
    std::string what;  ///< for progress and errors: "0.6.3 to hub"
    ContentReader* source = nullptr;
    Repository* destination = nullptr;
    Descriptor root;
    std::optional<Location> from{};  ///< where the source is, for a destination that can take blobs over from there
};

/// What a transfer did.
struct TransferReport {
    std::int64_t blobs_copied = 0;
    std::int64_t blobs_present = 0;
    std::int64_t bytes_copied = 0;
};

/// Brings content by digest; sets no tag. Children are there before what refers to them,
/// nothing is sent that is there already, and bytes arrive as they were.
struct ContentTransfer {
    virtual ~ContentTransfer() = default;

    virtual Each<TransferReport> transfer(std::span<const TransferJob> jobs, Progress& progress) = 0;
};

}  // namespace tagwarden
