// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/descriptor.h"
#include "core/platform.h"
#include "ports/registry.h"

namespace tagwarden {

/// The image for one platform: an entry of the index `root` or of one nested in it, or `root` itself when it is an
/// image for this platform. Without a variant the only one of its architecture is meant, so that linux/arm64 finds
/// linux/arm64/v8. not_found, with the platforms there are, when there is none; a usage error when there are several.
Result<Descriptor> platform_manifest(ContentReader& content, const Descriptor& root, const Platform& platform);

}  // namespace tagwarden
