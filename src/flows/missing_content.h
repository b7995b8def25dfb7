// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/channel_rules.h"
#include "flows/places.h"
#include "flows/propose.h"

namespace tagwarden {

/// Looks at what the places that have to be complete lack of releases whose publication is not finished, platform by
/// platform. Asks nothing where there is no such release; where nobody can say it, nothing is said.
MissingContent missing_content(const Product& product, const LedgerState& state, const ReadPlaces& places);

}  // namespace tagwarden
