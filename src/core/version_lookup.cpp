// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_lookup.h"

#include <fmt/format.h>

#include "base/text.h"

namespace tagwarden {

Result<const KnownRelease*> find_version(const LedgerState& state, const std::string& version)
{
    if (const auto* known = state.find(version)) return known;
    // A version is often typed as its tag: v1.8.1.
    if (version.starts_with('v'))
        if (const auto* known = state.find(version.substr(1))) return known;
    std::vector<std::string> names;
    for (const auto& [name, known] : state.releases) names.push_back(name);
    return fail(ErrorKind::not_found,
                fmt::format("the ledger knows no release '{}'{}", printable(version), did_you_mean(version, names)),
                "see what it knows with 'tagwarden history'");
}

}  // namespace tagwarden
