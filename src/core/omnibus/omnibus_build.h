// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "core/build_kind.h"
#include "core/omnibus/omnibus_inputs.h"

namespace tagwarden {

/// How the pipeline of omnibus-gitlab names a build.
struct OmnibusBuild {
    std::string edition;  ///< "ce" or "ee"
    bool fips = false;
    std::string base_version;  ///< "13.1.1+rnightly.159756.b2b5f05e"
    std::string iteration;     ///< "0", "ce.0"
    std::string version;       ///< both: "13.1.0-ce.0"
    BuildKind kind = BuildKind::branch;
    std::string image_tag;  ///< as the pipeline says it; nothing checks that a registry would take it
    std::string package;    ///< "gitlab-ce", "gitlab-ee" or "gitlab-fips"
    std::string tag;        ///< the tag it was built from; "" when it was not
};

/// Names a build exactly as the scripts of omnibus-gitlab do (lib/gitlab/build/info/package.rb). Where its document,
/// doc/development/package_version_format.md, says otherwise, the scripts are right.
/// A usage error that names it where a variable is missing that this build needs, or where a tag has no version in it.
Result<OmnibusBuild> omnibus_build(const OmnibusInputs& inputs);

namespace omnibus {

/// The part of the version behind the '-': what the tag says on a tag, else "0". For FIPS each "ee." in it is "fips.".
std::string build_iteration(const OmnibusInputs& inputs);

/// IMAGE_TAG, else the version with '-' for each '+'.
std::string image_tag(const OmnibusInputs& inputs, std::string_view version);

}  // namespace omnibus

}  // namespace tagwarden
