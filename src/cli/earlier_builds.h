// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "cli/world.h"
#include "core/order_lint.h"

namespace tagwarden {

class Console;

/// What a new version is held against.
struct EarlierBuilds {
    std::vector<Build> builds;
    std::size_t unread = 0;  ///< lines of a list that are no versions
};

/// `where`: "git" for the tags of the repository, "ledger" for the published releases, "-" for lines of stdin, else a
/// file with a version a line. The candidate itself is left out, and so are builds of another edition, which nobody
/// installs over it. A usage error where the tags are not all there (no checkout, a shallow clone), not_found where the
/// ledger knows no release, malformed where no line of a list is a version: a check of nothing must not pass.
Result<EarlierBuilds> earlier_builds(const std::string& where, const Build& candidate,
                                     const VersionConfiguration& scheme, World& world);

}  // namespace tagwarden
