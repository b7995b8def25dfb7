// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/world.h"

namespace tagwarden {

/// What a command is about.
struct Subject {
    std::string version;  ///< which may say its edition; "" where none was given
    std::string name;     ///< of a channel or a version, that an edition may have
};

/// The product in the edition that --edition names, else the one that the version says itself. The world works on it
/// from then on. A usage error where neither says one: with the editions that have the subject.
Result<Product> product_for(const Subject& subject, const Arguments& arguments, World& world);

/// The product in each edition that there is to look at, for commands that show all.
Result<std::vector<Product>> all_products(World& world);

}  // namespace tagwarden
