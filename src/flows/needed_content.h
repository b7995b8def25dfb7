// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "flows/propose.h"

namespace tagwarden {

/// Before anything is written: a plan to go where nobody has the content any more cannot come true. `refused` then,
/// with what else could be gone to.
Result<void> check_needed_content(const Product& product, const Operation& operation, const Outlook& outlook,
                                  const ReadPlaces& places);

}  // namespace tagwarden
