// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/configuration.h"
#include "core/ledger/state.h"

namespace tagwarden {

/// True when two releases are the same bytes under two versions: all parts that channels can name have equal digests.
/// An image without channels (a QA image, documentation) does not count, nor does one part that just did not change.
bool same_content(const Configuration& configuration, const Release& a, const Release& b);

}  // namespace tagwarden
