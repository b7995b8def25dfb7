// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/ci_build.h"
#include "core/environment.h"

namespace tagwarden {

/// The environment as the scripts of omnibus-gitlab would find it in GitLab, in whatever CI this is: what CiBuild says
/// of tag, branches, commit and number goes before the variables of GitLab. Outside a CI it is left as it is.
Environment omnibus_variables(Environment environment, const CiBuild& ci);

}  // namespace tagwarden
