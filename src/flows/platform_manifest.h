// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "core/descriptor.h"
#include "core/platform.h"
#include "ports/registry.h"

namespace tagwarden {

/// The image for one platform of each root: an entry of the index it is or of one nested in it, or the root itself
/// when it is an image for this platform. Without a variant the only one of its architecture is meant, so that
/// linux/arm64 finds linux/arm64/v8. not_found, with the platforms there are, when there is none; a usage error when
/// there are several. What is nested equally deep is read as one batch.
Each<Descriptor> platform_manifests(ContentReader& content, std::span<const Descriptor> roots,
                                    const Platform& platform);

}  // namespace tagwarden
