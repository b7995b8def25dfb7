// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <vector>

#include "core/tag_at.h"
#include "core/target.h"
#include "ports/registry.h"

namespace tagwarden {

/// The opened repositories of a product, by location. Flows that must not write get readers.
using ReadPlaces = std::map<Location, RepositoryReader*>;
using WritePlaces = std::map<Location, Repository*>;

ReadPlaces readers(const WritePlaces& places);

/// What a look at many tags in many places brought.
struct Sight {
    SeenTags seen;
    std::map<Location, Error> failed;  ///< places that did not answer
};

/// Looks at these tags, one batch a place.
Sight look(const ReadPlaces& places, const std::vector<TagAt>& names);

/// The same where every place that is not optional has to answer.
Result<Sight> look_everywhere(const ReadPlaces& places, const std::vector<Target>& targets,
                              const std::vector<TagAt>& names);

}  // namespace tagwarden
