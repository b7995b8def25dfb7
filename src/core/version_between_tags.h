// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.h"
#include "core/build_kind.h"
#include "core/version_tags.h"

namespace tagwarden {

/// A build of a commit that no tag names.
struct UntaggedBuild {
    BuildKind kind = BuildKind::branch;
    std::optional<TaggedVersion> base;  ///< the highest tag reachable from it
    std::int64_t commits = 0;           ///< since the base; since the beginning without one
    std::int64_t ordinal = 0;           ///< the pipeline's number
    Time date{};                        ///< of the pipeline, or of the commit: never the wall clock
    std::string commit;                 ///< full object name
    bool dirty = false;
};

/// Its version, which is above its base and below the release that comes next:
///
///   after 1.8.1       1.8.2-dev.<commits>.<ordinal>+g<sha8>, for a nightly 1.8.2-nightly.<yyyymmdd>.<ordinal>+g<sha8>
///   after 1.9.0-rc.1  1.9.0-rc.1.dev.<commits>.<ordinal>+g<sha8>
///   after no tag      0.0.1-dev.…
///
/// A calendar version goes on to the next one of its format. Uncommitted changes add ".dirty" at the end.
/// A usage error in an order that has no such form (deb, rpm, pep440).
Result<Version> version_between_tags(const VersionConfiguration& scheme, const UntaggedBuild& build);

}  // namespace tagwarden
