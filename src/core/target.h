// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/build_kind.h"
#include "core/configuration.h"
#include "core/location.h"

namespace tagwarden {

/// One repository that one image of the product goes to: a destination with its template filled.
struct Target {
    std::string destination;
    std::string image;
    Location location;
    std::set<BuildKind> kinds;
    bool optional = false;
    std::optional<bool> plain_http{};

    bool takes(BuildKind kind) const { return kinds.contains(kind); }
};

/// Every target of one edition of the product ("" for one without editions). `environment` fills {env.NAME}. A usage
/// error when a template lacks a value, when a target is an archive, when two parts would share an anchor in one
/// repository, or when two editions would share an anchor or a channel there: each keeps a ledger state of its own, and
/// they would push each other away.
Result<std::vector<Target>> targets_of(const Configuration& configuration, const Variables& environment,
                                       const std::string& edition = "");

/// What the product says of HTTP without TLS to the host of this location: that of the first target there which says
/// something.
std::optional<bool> plain_http_at(const std::vector<Target>& targets, const Location& location);

}  // namespace tagwarden
