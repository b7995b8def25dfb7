// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <vector>

#include "core/copy_plan.h"
#include "core/reference.h"
#include "core/tag_pattern.h"
#include "flows/places.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// What somebody wants copied, and where to.
struct CopyRequest {
    Reference from;
    std::vector<Reference> to;  ///< each is brought the same
    std::optional<Platform> platform{};
    std::optional<TagFilter> all_tags{};  ///< the tags of the whole repository that it takes
    bool overwrite = true;                ///< tags that name something else
    bool with_attached = true;            ///< signatures and the like go with what they are attached to
    bool recheck = false;                 ///< look at every part of what is named already
};

/// A usage error for what cannot be asked for: an archive as destination, one destination twice, a tag together with
/// all tags.
Result<void> check_copy(const CopyRequest& request);

/// Looks at all sides and says what the copy will do: a plan for each destination, in their order. Given readers:
/// nothing is written. The source is asked once for all. Fails where it does not have what was asked for, or a digest
/// that was given is not the one that is there. A destination that cannot be looked at is noted in its plan, and the
/// others go on; of all tags likewise one that cannot be looked at, or that has no image for the platform.
Result<std::vector<CopyPlan>> plan_copy(const CopyRequest& request, RepositoryReader& source,
                                        const ReadPlaces& destinations, const StopSignal& stop);

/// The hint of an error that says that a copy was stopped.
inline constexpr const char* go_on_hint = "run the same command again: what has arrived is not sent again";

}  // namespace tagwarden
