// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/configuration.h"

namespace tagwarden {

/// The edition of a product that a user means, as far as somebody says; "" where nobody does, and always for a product
/// without editions.
///
/// `said` is what --edition names; `version` is a version or a name that may say its edition itself (in the scheme
/// `omnibus` 19.1.0-ee.0 does), and `by_scheme` is what the scheme knows from the checkout.
/// A usage error, with the nearest, when `said` or the version is of an edition that the product does not have; refused
/// when they differ.
Result<std::string> edition_meant(const Configuration& configuration, const std::optional<std::string>& said,
                                  std::string_view version, const std::string& by_scheme = "");

/// The edition that a version in this order says itself; "" where it says none.
std::string edition_in(Order order, std::string_view version);

/// A command as it is typed for this edition: with --edition, where the product has some.
std::string said_for(const std::string& edition, const std::string& command);

/// A usage error that lists the editions: one has to be chosen, and nobody did. What was asked about has a name, and
/// some editions may be known as those `having` it.
std::unexpected<Error> edition_not_said(const Configuration& configuration, const std::string& name = "",
                                        const std::vector<std::string>& having = {});

}  // namespace tagwarden
