// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <array>
#include <compare>
#include <string>
#include <string_view>

#include "base/result.h"
#include "core/version/order.h"
#include "core/version/reading.h"

namespace tagwarden {

/// A parsed version with an order. One that exists is valid in its order; parse() is the only way in.
/// Only versions of one order are compared: that is a rule of the caller, asserted.
/// Two versions may be equal in their order and differ in text ("1.0.0+a", "1.0.0+b"): compare str() for identity.
class Version {
public:
    /// A usage error, with the place in the text, where the order cannot read it.
    static Result<Version> parse(Order order, std::string_view text);

    Order order() const { return order_; }
    const std::string& str() const { return text_; }
    bool prerelease() const { return prerelease_; }

    /// The number at this place (0 major, 1 minor, 2 patch), or "" where the version has none.
    std::string number(std::size_t place) const;

    /// What makes it another kind of thing than a version without it: "alpine3.20"; "jdk-*-alpine" where the text
    /// begins with something, too. Versions of different flavours have an order, but nobody should rely on it.
    /// "" in every order but `natural`.
    const std::string& flavour() const { return flavour_; }

    bool operator==(const Version& other) const { return (*this <=> other) == 0; }
    std::weak_ordering operator<=>(const Version& other) const;

private:
    Version(Order order, std::string_view text, std::string key, const Shape& shape);

    Order order_;
    std::string text_;
    std::string key_;  ///< compares by memcmp as the version does
    std::array<std::string, 3> numbers_;
    bool prerelease_;
    std::string flavour_;
};

/// The text without the "v" that people put before a number, in the orders where it says nothing (semver, omnibus,
/// calver). To dpkg it is an error, to rpm a word; PEP 440 and the natural order pass over it themselves.
std::string_view without_v(Order order, std::string_view text);

/// Reads a text in this order: the one place that knows which function reads which.
Reading read_version(Order order, std::string_view text, KeyWriter& key);

}  // namespace tagwarden
