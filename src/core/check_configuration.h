// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/configuration.h"

namespace tagwarden {

/// What a configuration must not say although each of its parts is well formed; a usage error that names the part.
///  - Anchors, channels and `expect` follow from the release alone: {env.NAME} would make them another name on another
///    machine, and no tag could be read back.
///  - `expect` of a source, moreover, knows nothing of images: the checkout is one for all of them.
///  - {edition} is for products that have editions.
///  - The own name of a variant's channel must not tell releases apart that the channel itself does not.
Result<void> check_configuration(const Configuration& configuration);

}  // namespace tagwarden
