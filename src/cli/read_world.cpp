// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/read_world.h"

namespace tagwarden {

Result<ReadWorld> read_world(World& world)
{
    const auto product = world.product();
    if (!product) return fail(product.error());
    const auto ledger = world.ledger_to_read();
    if (!ledger) return fail(ledger.error());
    auto places = world.places_to_read();
    if (!places) return fail(places.error());
    return ReadWorld{*product, **ledger, std::move(*places)};
}

}  // namespace tagwarden
