// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <vector>

#include "core/manifest.h"
#include "ports/registry.h"

namespace tagwarden {

/// All that a manifest refers to, directly or through others, each once.
struct ContentGraph {
    std::vector<ManifestContent> manifests;  ///< children before what refers to them
    std::vector<Descriptor> blobs;
};

/// Reads the graph below `root`. An entry whose manifest is missing is an error that names it.
Result<ContentGraph> read_graph(ContentReader& source, const Descriptor& root);

}  // namespace tagwarden
