// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "core/configuration.h"
#include "core/release.h"
#include "core/verdict.h"
#include "ports/layer_files.h"
#include "ports/registry.h"

namespace tagwarden {

/// Content that wants to be published, or is, under a version.
struct ContentCheck {
    const Configuration& configuration;
    const ImageConfiguration& image;
    const Variant& variant;
    const Release& release;  ///< what its name says
    ContentReader& content;
    Descriptor root;
};

/// Reads the version out of every platform's content with the image's probes and compares. Findings are what is
/// wrong; an error means that the content could not be read.
Result<Verdict> check_content(const ContentCheck& check, LayerFiles& files);

}  // namespace tagwarden
