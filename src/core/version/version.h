// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/version/order.h"

namespace tagwarden {

/// A parsed version with an order. One that exists is valid in its order; parse() is the only way in.
/// Only versions of one order are compared: that is a rule of the caller, asserted.
/// Two versions may be equal in their order and differ in text ("1.0.0+a", "1.0.0+b"): compare str() for identity.
class Version {
public:
    /// What an order makes of a text.
    struct Parsed {
        std::string key;                   ///< compares by memcmp as the version does
        std::vector<std::string> numbers;  ///< major, minor, patch, as far as it has them
        bool prerelease = false;
    };

    static Result<Version> parse(Order order, std::string_view text);

    Order order() const { return order_; }
    const std::string& str() const { return text_; }
    bool prerelease() const { return parsed_.prerelease; }

    /// The number at this place (0 major, 1 minor, 2 patch), or "" where the version has none.
    std::string number(std::size_t place) const;

    bool operator==(const Version& other) const { return (*this <=> other) == 0; }
    std::weak_ordering operator<=>(const Version& other) const;

private:
    Version(Order order, std::string text, Parsed parsed)
        : order_(order), text_(std::move(text)), parsed_(std::move(parsed))
    {
    }

    Order order_;
    std::string text_;
    Parsed parsed_;
};

}  // namespace tagwarden
