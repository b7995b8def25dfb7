// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "base/result.h"
#include "core/omnibus/omnibus_inputs.h"

namespace tagwarden::omnibus {

/// The part of the version before its last '-' (lib/gitlab/build/info/package.rb, semver_version). The first that
/// holds:
///
///     an internal release, also on a tag     16.2.0+internal1
///     a build for a release environment      16.2+stable.12345.abc123
///     on a tag                               13.1.0
///     a nightly, or another build            13.1.1+rnightly.159756.b2b5f05e, 13.1.1+rfbranch.159743.eb538eaf
///
/// The number of what is no tag build is that of the latest tag up to its first '+', and 0.0.1 without tags.
Result<std::string> base_version(const OmnibusInputs& inputs);

}  // namespace tagwarden::omnibus
