// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>

#include "core/part.h"
#include "flows/places.h"

namespace tagwarden {

/// Ok when each of these parts can be had from at least one place. Else `refused`, with the part, its digest and the
/// places that were asked; or why a place that may have it did not answer.
Result<void> check_holders(const std::map<Part, Descriptor>& parts, const ReadPlaces& places);

}  // namespace tagwarden
