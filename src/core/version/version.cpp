// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/version.h"

#include <cassert>

#include "core/version/semver.h"

namespace tagwarden {

std::string_view name_of(Order order)
{
    switch (order) {
        case Order::semver: return "semver";
    }
    return "";
}

namespace {

Result<Version::Parsed> parse_in(Order order, std::string_view text)
{
    switch (order) {
        case Order::semver: return parse_semver(text);
    }
    return fail(ErrorKind::usage, "unknown order");
}

}  // namespace

Result<Version> Version::parse(Order order, std::string_view text)
{
    auto parsed = parse_in(order, text);
    if (!parsed) return fail(parsed.error());
    return Version(order, std::string(text), std::move(*parsed));
}

std::string Version::number(std::size_t place) const
{
    return place < parsed_.numbers.size() ? parsed_.numbers[place] : "";
}

std::weak_ordering Version::operator<=>(const Version& other) const
{
    assert(order_ == other.order_);
    return parsed_.key <=> other.parsed_.key;
}

}  // namespace tagwarden
