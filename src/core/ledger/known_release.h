// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <set>
#include <string>

#include "core/ledger/decision.h"
#include "core/location.h"
#include "core/release.h"

namespace tagwarden {

/// A release as the ledger knows it.
struct KnownRelease {
    Release release;
    std::set<Location> complete_at;  ///< where its content and its anchors were seen to be
    bool named = false;              ///< an anchor names it somewhere: what it is can change no more
    bool published = false;          ///< its publication was finished wherever it was to go
    std::optional<Decision> withdrawn;
    std::optional<Decision> incomplete{};  ///< its last publication did not come to its end; the reason says why

    const std::string& version() const { return release.version.str(); }
};

/// True when `a` is higher than `b`: the higher version, then the higher ordinal, then the text.
bool outranks(const KnownRelease& a, const KnownRelease& b);

}  // namespace tagwarden
