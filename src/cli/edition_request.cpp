// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/edition_request.h"

#include "core/edition.h"

namespace tagwarden {

Result<Product> product_for(std::string_view name, const Arguments& arguments, World& world)
{
    const auto configuration = world.configuration();
    if (!configuration) return fail(configuration.error());
    const auto edition = edition_meant(**configuration, arguments.value("--edition"), name);
    if (!edition) return fail(edition.error());
    if (!edition->empty()) world.turn_to(*edition);
    return world.product();
}

Result<std::vector<Product>> all_products(World& world)
{
    const auto editions = world.editions();
    if (!editions) return fail(editions.error());
    std::vector<Product> products;
    for (const auto& edition : *editions) {
        world.turn_to(edition);
        const auto product = world.product();
        if (!product) return fail(product.error());
        products.push_back(*product);
    }
    return products;
}

}  // namespace tagwarden
