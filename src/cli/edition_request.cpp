// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "cli/edition_request.h"

#include "core/channel_lookup.h"
#include "core/edition.h"
#include "core/version_lookup.h"

namespace tagwarden {

namespace {

/// The editions with a channel or a version that is called this, as far as they can be asked.
std::vector<std::string> editions_having(const std::string& name, World& world)
{
    std::vector<std::string> having;
    const auto editions = world.editions();
    const auto ledger = world.ledger_to_read();
    if (!editions || !ledger) return having;
    for (const auto& edition : *editions) {
        world.turn_to(edition);
        const auto product = world.product();
        const auto known = (*ledger)->state(edition);
        if (!product || !known) continue;
        const RuleInputs inputs{product->configuration, product->targets, known->state, world.clock().now()};
        if (find_version(known->state, name) || find_channel(inputs, name)) having.push_back(edition);
    }
    return having;
}

}  // namespace

Result<Product> product_for(const Subject& subject, const Arguments& arguments, World& world)
{
    const auto configuration = world.configuration();
    if (!configuration) return fail(configuration.error());
    const auto edition = edition_meant(**configuration, arguments.value("--edition"), subject.version);
    if (!edition) return fail(edition.error());
    if (edition->empty() && !(*configuration)->editions.empty())
        return edition_not_said(**configuration, subject.name, editions_having(subject.name, world));
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
