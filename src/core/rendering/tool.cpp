// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/rendering/tool.h"

namespace tagwarden {

std::optional<Order> order_of(Format format)
{
    switch (format) {
        case Format::semver: return Order::semver;
        case Format::deb: return Order::deb;
        case Format::rpm:
        case Format::rpm_version:
        case Format::rpm_release: return Order::rpm;
        case Format::python: return Order::pep440;
        case Format::plain:
        case Format::tag: break;
    }
    return std::nullopt;
}

std::string_view tool_of(Order order)
{
    switch (order) {
        case Order::semver: return "SemVer";
        case Order::deb: return "dpkg";
        case Order::rpm: return "rpm";
        case Order::pep440: return "pip";
        case Order::omnibus:
        case Order::calver:
        case Order::natural: break;
    }
    return name_of(order);
}

}  // namespace tagwarden
