// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <optional>
#include <string>

#include "core/build_kind.h"
#include "core/version/version.h"

namespace tagwarden {

/// A version and what sort of build carries it.
struct Build {
    Version version;
    BuildKind kind = BuildKind::release;
    std::string branch{};  ///< "" where nobody knows
};

/// How the people who publish them mean a new build to stand to one that was published before it. Nothing where
/// nobody installs one over the other, or where they do not care. `tagged` is a release or a pre-release, `built`
/// everything between tags.
///
///   new     earlier   the new one is
///   tagged  tagged    where the scheme's order puts it: a back-port is lower. Only versions that differ in nothing
///                     but numbers are taken by their numbers, whatever SemVer makes of rc9 and rc10
///   built   built     higher, as the later one, if both are of one kind and not known to be of two branches; else
///                     nothing is meant
///   built   tagged    higher, unless it comes from an older line (major.minor): then lower
///   tagged  built     higher, unless the other was built for higher numbers (major.minor.patch): then lower, since a
///                     back-port must not pull a newer nightly back
std::optional<std::weak_ordering> intended_order(const Build& candidate, const Build& earlier);

}  // namespace tagwarden
