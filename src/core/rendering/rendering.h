// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/rendering/format.h"
#include "core/version/version.h"

namespace tagwarden {

/// A version as a package manager, a registry or another tool takes it.
struct Rendering {
    std::string text;
    std::string loss;  ///< what the text no longer says, in one sentence; "" when it reads back as the same version
};

/// Writes a version for this format. What comes back is valid there: it was parsed in the format's own order, an RPM
/// version has only characters that rpmbuild allows, a tag only those of a registry. A usage error says why where
/// the format cannot express the version at all.
///
///   - A pre-release is written with '~' for deb and rpm, so that it sorts before its release. Only versions of the
///     omnibus order are written as their real packager does, whatever that does to their order.
///   - The loss is found by reading the text back, never foretold: an empty one is a promise.
///   - For versions of the default schemes `semver` and `calver`, deb, rpm, semver and python keep the order. Three
///     things do not go: a pre-release number without a dot (SemVer puts rc10 before rc9, others after it), alpha or
///     beta beside `-dev` builds of the same numbers (SemVer puts `dev` behind them, Python before), and a pre-release
///     of a bare number beside one of a word (rpm alone puts the number higher).
Result<Rendering> render(const Version& version, Format format);

/// The text alone, for those who write thousands and do not ask what is lost.
Result<std::string> rendered_text(const Version& version, Format format);

/// Reads a text that render() wrote. Refused is everything that it would not have written.
Result<Version> read_rendering(Order order, Format format, std::string_view text);

}  // namespace tagwarden
