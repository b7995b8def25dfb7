// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>

#include "core/part.h"
#include "flows/places.h"

namespace tagwarden {

/// Content by what it is to people: "app/rocm", "app 1.8.0".
using NamedContent = std::map<std::string, Descriptor>;

/// Ok when all of this can be had from at least one place. Else `refused`, with the first that cannot, its digest and
/// the places that were asked; or why a place that may have it did not answer.
Result<void> check_holders(const NamedContent& content, const ReadPlaces& places);

/// The same of the parts of a release.
Result<void> check_holders(const std::map<Part, Descriptor>& parts, const ReadPlaces& places);

/// Of this content what no place has any more. None is known to be lost while a place does not answer: it may have it.
NamedContent lost_content(const NamedContent& content, const ReadPlaces& places);

}  // namespace tagwarden
