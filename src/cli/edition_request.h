// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/world.h"

namespace tagwarden {

/// The product in the edition that --edition names, else the one that `name` says itself, should it be a version that
/// does. The world works on it from then on.
Result<Product> product_for(std::string_view name, const Arguments& arguments, World& world);

/// The product in each edition that there is to look at, for commands that show all.
Result<std::vector<Product>> all_products(World& world);

}  // namespace tagwarden
