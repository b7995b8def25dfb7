// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string>
#include <vector>

#include "core/intended_order.h"

namespace tagwarden {

/// A package manager that does not do with a new version what its publisher means.
struct Hazard {
    enum class Kind {
        would_not_upgrade,      ///< it keeps, or prefers, the earlier one
        would_wrongly_upgrade,  ///< it prefers the new one, which is meant to be lower
        disagreement,           ///< two managers decide differently
    };

    std::string manager;  ///< "dpkg", "rpm", "pip", "SemVer"; "dpkg and rpm" for a disagreement
    Kind kind = Kind::would_not_upgrade;
    std::string earlier;           ///< the version as published
    std::string rendered_earlier;  ///< as the manager sees it; of a disagreement as dpkg does
    std::string rendered_new;
    std::string sentence;  ///< what decides, and where there is one, what would be right
};

/// Renders a new build and those that were published before it for each package manager, and reports where one of
/// them would not do what is meant (core/intended_order.h). All are of one order and one edition. A version that a
/// manager has no form for is passed over there. In the order of `earlier`, which may be thousands: each is
/// rendered once.
///
/// Versions of the omnibus order go to dpkg and rpm only. That is what its pipeline makes packages for, and SemVer
/// would have something against every pair, since it does not count what tells them apart.
std::vector<Hazard> check_order(const Build& candidate, std::span<const Build> earlier);

}  // namespace tagwarden
