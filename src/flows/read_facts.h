// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>

#include "core/image_facts.h"
#include "ports/registry.h"

namespace tagwarden {

/// What these images and indexes say of themselves: all their manifests at once, then the first child of each index,
/// then all configurations.
Each<ImageFacts> read_facts(ContentReader& content, std::span<const Descriptor> roots);

}  // namespace tagwarden
