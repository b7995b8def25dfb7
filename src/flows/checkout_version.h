// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/environment.h"
#include "core/release.h"
#include "core/version_source.h"
#include "ports/git.h"
#include "ports/source_files.h"

namespace tagwarden {

/// What somebody who wants a version says and lets see.
struct VersionQuestion {
    std::optional<std::string> given;  ///< --version
    std::optional<BuildKind> kind;     ///< --kind
    const Environment& environment;
    std::optional<std::string> edition{};  ///< --edition; a scheme whose versions depend on it goes by it
};

/// The version of a checkout, and the facts it was made of.
struct CheckoutVersion {
    ChosenVersion chosen;
    VersionSources sources;
    Time date{};  ///< of the CI's pipeline, else SOURCE_DATE_EPOCH, else of the commit, else 1970
};

/// The release that publishing this version now makes, without its content.
Release release_of(const CheckoutVersion& version, Time now);

/// The version that --version, the CI's tag and the tags on HEAD agree on (core/version_source), or else the one that
/// the scheme makes of the commits since the last tag. Few questions to git; a checkout that a tag names is asked for
/// nothing more. Beyond what those rules refuse: a usage error for a shallow clone, which does not know its last tag.
Result<CheckoutVersion> version_of_checkout(const VersionConfiguration& scheme, const VersionQuestion& question,
                                            Git& git, SourceFiles& files);

}  // namespace tagwarden
