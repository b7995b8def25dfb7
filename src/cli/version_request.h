// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/arguments.h"
#include "cli/world.h"
#include "flows/checkout_version.h"

namespace tagwarden {

/// The version that --version, --kind, the CI and the checkout give in the product's scheme, with the edition that
/// --edition, the version or the scheme says ("" where none does); refused where a source check of the configuration
/// says otherwise.
Result<CheckoutVersion> version_request(const Arguments& arguments, World& world, const Configuration& configuration);

}  // namespace tagwarden
