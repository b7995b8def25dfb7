// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/world.h"

namespace tagwarden {

/// What a command that only reads works with: the product, its ledger and its places, none of which can write.
struct ReadWorld {
    Product product;
    LedgerReader& ledger;
    ReadPlaces places;
};

Result<ReadWorld> read_world(World& world);

}  // namespace tagwarden
