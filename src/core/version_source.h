// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>

#include "core/build_kind.h"
#include "core/checkout.h"
#include "core/ci_build.h"
#include "core/configuration.h"
#include "core/version/version.h"

namespace tagwarden {

/// The places a version can come from. It is never read from content: content is what it is checked against.
struct VersionSources {
    std::optional<std::string> given;       ///< --version
    std::optional<BuildKind> kind;          ///< --kind
    CiBuild ci;                             ///< what the CI says of this job
    std::optional<CheckoutFacts> checkout;  ///< nothing outside a git work tree
};

struct ChosenVersion {
    Version version;
    BuildKind kind = BuildKind::release;
    std::string source;       ///< who says so, for people: "--version", "the tag v1.8.1 on HEAD"
    std::string edition{};    ///< where the scheme knows it from the checkout
    std::string image_tag{};  ///< where the scheme makes it otherwise than by slugging the version
};

/// The version that --version, the CI's tag and the tags on HEAD agree on; nothing where none of them names one.
/// Refused when two of them differ. A leading "v" and the configured tag prefix do not count. Of several tags on HEAD
/// (a release and its candidate can share a commit) the highest is meant, unless another source names one of them.
///
/// In a CI job of a branch, a merge request or a schedule, tags on HEAD name nothing: the commit may get its tag before
/// or after the job runs. --kind release says that they do; a release version needs it there.
Result<std::optional<ChosenVersion>> named_version(const VersionConfiguration& scheme, const VersionSources& sources);

/// The kind of a build that no tag names: --kind, nightly for a schedule, else branch. A usage error for a release or
/// a pre-release, which only a tag or --version makes.
Result<BuildKind> kind_between_tags(const VersionConfiguration& scheme, const VersionSources& sources);

/// A usage error, with how to deepen it, for a shallow clone: its tags and its history are not all there.
Result<void> check_depth(const CheckoutFacts& checkout);

/// The commit that the sources are about: of the checkout, or of the CI's job outside one.
std::string commit_of(const VersionSources& sources);

/// The branch that this build is of; "" on none. A merge request is of none: its branch may be anybody's, and a
/// channel that follows `main` must not follow a stranger's branch of that name.
std::string branch_of(const VersionSources& sources);

}  // namespace tagwarden
