// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/order.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr std::array orders{Order::semver,  Order::deb,    Order::rpm,    Order::pep440,
                            Order::omnibus, Order::calver, Order::natural};

}  // namespace

std::span<const Order> all_orders()
{
    return orders;
}

std::string_view name_of(Order order)
{
    switch (order) {
        case Order::semver: return "semver";
        case Order::deb: return "deb";
        case Order::rpm: return "rpm";
        case Order::pep440: return "pep440";
        case Order::omnibus: return "omnibus";
        case Order::calver: return "calver";
        case Order::natural: return "natural";
    }
    return "";
}

Result<Order> order_named(std::string_view name)
{
    const auto found = std::ranges::find(orders, name, name_of);
    if (found != orders.end()) return *found;
    std::vector<std::string> names;
    for (const auto order : orders) names.emplace_back(name_of(order));
    return fail(ErrorKind::usage, fmt::format("there is no order '{}'{}", printable(name), did_you_mean(name, names)),
                "choose one of " + join(names, ", "));
}

}  // namespace tagwarden
