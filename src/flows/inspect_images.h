// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "base/json.h"
#include "core/manifest.h"
#include "ports/registry.h"

namespace tagwarden {

/// One image that runs on one platform.
struct PlatformImage {
    Platform platform;
    Manifest manifest;
    Json config;  ///< its configuration; null when it is not an image configuration
};

/// Every image below `root`, through nested indexes; attestations are left out. All bytes are checked.
Result<std::vector<PlatformImage>> inspect_images(ContentReader& content, const Descriptor& root);

/// The label of an image's configuration, "" when it has none of this name.
std::string label_of(const PlatformImage& image, std::string_view name);

}  // namespace tagwarden
