// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <functional>
#include <vector>

#include "core/found_tags.h"
#include "core/ledger/state.h"
#include "flows/places.h"
#include "ports/stop_signal.h"

namespace tagwarden {

struct TagSearch {
    const StopSignal& stop;
    std::function<void(std::size_t asked, std::size_t all)> progress = [](std::size_t, std::size_t) {};
};

/// Lists the tags of a repository and asks what each names: one question a tag, none for what is named after a digest.
/// A tag that was on the list and is gone is left out.
Result<FoundTags> find_tags(const Location& location, RepositoryReader& repository, const TagSearch& search);

/// The same at every place that has tags and of which the ledger knows none. All of its tags, although only those of
/// channels and their lines matter now: it is asked once, and what is not learned then a later rollback would not know.
/// A place that may lag need not answer.
Result<std::vector<FoundTags>> find_unknown_tags(const std::vector<Target>& targets, const LedgerState& state,
                                                 const ReadPlaces& places);

/// Whether the ledger has any tag of this place.
bool knows_tags_at(const LedgerState& state, const Location& location);

}  // namespace tagwarden
