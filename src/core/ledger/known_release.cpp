// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/known_release.h"

namespace tagwarden {

bool outranks(const KnownRelease& a, const KnownRelease& b)
{
    // A product that changed its order has versions of both in its ledger: those have no common one.
    const auto order_of_a = a.release.version.order(), order_of_b = b.release.version.order();
    if (order_of_a != order_of_b) return order_of_a > order_of_b;
    if (const auto order = a.release.version <=> b.release.version; order != 0) return order > 0;
    if (a.release.ordinal != b.release.ordinal) return a.release.ordinal > b.release.ordinal;
    return a.version() > b.version();
}

}  // namespace tagwarden
