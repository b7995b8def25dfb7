// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// How two versions compare. Each order is a file of this folder, held against the tool it is named after.
enum class Order {
    semver,   ///< Semantic Versioning 2.0.0
    deb,      ///< Debian: what `dpkg --compare-versions` says
    rpm,      ///< RPM: rpmvercmp over epoch, version and release
    pep440,   ///< Python: PEP 440
    omnibus,  ///< git's version order with "rc" as a pre-release suffix, over X.Y.Z and an iteration
    calver,   ///< dates and counters: 2026.11.22, 24.04.1-rc.1
    natural,  ///< for unknown tags: 3.12-alpine3.20, release-7.2b1
};

std::span<const Order> all_orders();
std::string_view name_of(Order order);

/// The order of this name; a usage error that lists them, and the one that may have been meant.
Result<Order> order_named(std::string_view name);

}  // namespace tagwarden
