// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "core/copy_plan.h"
#include "core/reference.h"
#include "core/tag_pattern.h"
#include "ports/registry.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// What somebody wants copied, and where to.
struct CopyRequest {
    Reference from;
    Reference to;
    std::optional<Platform> platform{};
    std::optional<TagFilter> all_tags{};  ///< the tags of the whole repository that it takes
    bool overwrite = true;                ///< tags that name something else
    bool with_attached = true;            ///< signatures and the like go with what they are attached to
    bool recheck = false;                 ///< look at every part of what is named already
};

/// A usage error for what cannot be asked for: an archive as destination, a tag together with all tags.
Result<void> check_copy(const CopyRequest& request);

/// Looks at both sides and says what the copy will do. Given readers: nothing is written. Fails where the source does
/// not have what was asked for, or a digest that was given is not the one that is there. Of all tags, one that cannot
/// be looked at is noted in the plan and the others go on.
Result<CopyPlan> plan_copy(const CopyRequest& request, RepositoryReader& source, RepositoryReader& destination,
                           const StopSignal& stop);

/// The hint of an error that says that a copy was stopped.
inline constexpr const char* go_on_hint = "run the same command again: what has arrived is not sent again";

}  // namespace tagwarden
