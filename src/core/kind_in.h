// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/build_kind.h"
#include "core/version/version.h"

namespace tagwarden {

/// The kind of build that the text of a version gives away, for lists that do not say it (the tags of a registry).
///
///   - `semver`, `calver`, `natural`: an identifier `dev` is a branch build, `nightly` a nightly, other pre-releases
///     are such;
///   - `omnibus`: `+rnightly` is a nightly, `+rfbranch` and an iteration 0 are branch builds, `+internal` and `+stable`
///     internal ones; the form of an auto-deploy is one; "rc" anywhere is a pre-release;
///   - elsewhere a version is a release unless its order calls it a pre-release.
BuildKind kind_in(const Version& version);

}  // namespace tagwarden
