// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "flows/propose.h"
#include "ports/content_transfer.h"

namespace tagwarden {

/// Content that a plan wants at a place.
struct ContentJob {
    TransferJob transfer;
    Location location;
    bool optional = false;  ///< the place may lag
};

/// What has to be brought before the names of a plan can be set, from the operation's sources, or else from a place
/// that has it.
std::vector<ContentJob> content_jobs(const Plan& plan, const Product& product, const Operation& operation,
                                     const WritePlaces& places);

/// True where a failure is a warning.
bool optional_place(const Product& product, const Location& location);

}  // namespace tagwarden
