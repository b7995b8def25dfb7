// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/configuration.h"
#include "core/release.h"
#include "ports/source_files.h"

namespace tagwarden {

/// Compares what the checkout says of its version (`sources` of the configuration) with the version it is to be
/// released as; to be asked before anything is built or published. Refused where a file says another version or says
/// none, with every such place in one error. Reads the files at once, and none where the configuration names none.
/// Only releases and pre-releases are checked: a constant in a source cannot know the version of a nightly or of a
/// branch's build.
Result<void> check_sources(const Configuration& configuration, const Release& release, SourceFiles& files);

}  // namespace tagwarden
