// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version/version.h"

#include <fmt/format.h>

#include <cassert>

#include "base/text.h"

namespace tagwarden {

namespace {

/// How messages call a version of this order, with an example.
struct Name {
    std::string_view what;
    std::string_view example;
};

Name name_for(Order order)
{
    switch (order) {
        case Order::semver: return {"a semantic version", "1.8.1 or 1.9.0-rc.1"};
        case Order::deb: return {"a Debian version", "1:1.8.1-2 or 1.9.0~rc.1"};
        case Order::rpm: return {"an RPM version", "1.8.1-2 or 1.9.0~rc.1"};
        case Order::pep440: return {"a Python version", "1.8.1 or 1.9.0rc1"};
        case Order::omnibus: return {"an omnibus version", "13.1.0-ce.0 or 13.1.0+rc42.ee.0"};
        case Order::calver: return {"a calendar version", "2026.11.22 or 24.04.1-rc.1"};
        case Order::natural: return {"a version", "3.12 or 0.6.3-rocm"};
    }
    return {};
}

std::unexpected<Error> not_a_version(Order order, std::string_view text, const Flaw& flaw)
{
    const auto name = name_for(order);
    Error error{ErrorKind::usage,
                fmt::format("'{}' is not {}", excerpt(text), name.what),
                fmt::format("it looks like {}", name.example),
                {}};
    error.place = Place{std::string(text), flaw.position, std::string(flaw.wanted)};
    return fail(std::move(error));
}

std::string flavour_of(const Shape& shape)
{
    if (shape.prefix.empty()) return std::string(shape.flavour);
    return fmt::format("{}*{}{}", shape.prefix, shape.flavour.empty() ? "" : "-", shape.flavour);
}

}  // namespace

Reading read_version(Order order, std::string_view text, KeyWriter& key)
{
    switch (order) {
        case Order::semver: return read_semver(text, key);
        case Order::deb: return read_deb(text, key);
        case Order::rpm: return read_rpm(text, key);
        case Order::pep440: return read_pep440(text, key);
        case Order::omnibus: return read_omnibus(text, key);
        case Order::calver: return read_calver(text, key);
        case Order::natural: return read_natural(text, key);
    }
    return wants("an order that there is", 0);
}

std::string_view without_v(Order order, std::string_view text)
{
    const bool says_nothing = order == Order::semver || order == Order::omnibus || order == Order::calver;
    return says_nothing && text.size() > 1 && text[0] == 'v' && is_digit(text[1]) ? text.substr(1) : text;
}

Version::Version(Order order, std::string_view text, std::string key, const Shape& shape)
    : order_(order), text_(text), key_(std::move(key)), prerelease_(shape.prerelease), flavour_(flavour_of(shape))
{
    for (std::size_t place = 0; place < numbers_.size(); ++place) numbers_[place] = shape.numbers[place];
}

Result<Version> Version::parse(Order order, std::string_view text)
{
    std::string key;
    KeyWriter writer(key);
    const auto shape = read_version(order, text, writer);
    if (!shape) return not_a_version(order, text, shape.error());
    return Version(order, text, std::move(key), *shape);
}

std::string Version::number(std::size_t place) const
{
    return place < numbers_.size() ? numbers_[place] : "";
}

std::weak_ordering Version::operator<=>(const Version& other) const
{
    assert(order_ == other.order_);
    return key_ <=> other.key_;
}

}  // namespace tagwarden
