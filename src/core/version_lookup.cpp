// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_lookup.h"

#include <fmt/format.h>

#include <set>

#include "base/text.h"
#include "core/same_version.h"

namespace tagwarden {

namespace {

/// Those that the text says in another spelling, or by their own tag.
std::set<std::string> spelled(const LedgerState& state, const std::string& text)
{
    std::set<std::string> versions;
    for (const auto& [name, known] : state.releases)
        if (says_version(known.release.version.order(), name, text)) versions.insert(name);
    for (const auto& row : state.tags)
        if (row.role() == Role::anchor && row.tag() == text)
            if (auto version = std::string(row.version()); state.find(version) != nullptr)
                versions.insert(std::move(version));
    return versions;
}

std::vector<std::string> all_versions(const LedgerState& state)
{
    std::vector<std::string> names;
    for (const auto& [name, known] : state.releases) names.push_back(name);
    return names;
}

}  // namespace

Result<const KnownRelease*> find_version(const LedgerState& state, const std::string& text)
{
    if (const auto* known = state.find(text)) return known;
    const auto meant = spelled(state, text);
    if (meant.empty())
        return fail(
            ErrorKind::not_found,
            fmt::format("the ledger knows no release '{}'{}", printable(text), did_you_mean(text, all_versions(state))),
            "see what it knows with 'tagwarden history'");
    if (meant.size() > 1)
        return fail(
            ErrorKind::usage,
            fmt::format("'{}' may be {}", printable(text), join(std::vector(meant.begin(), meant.end()), " or ")),
            "write the version as it is there");
    return state.find(*meant.begin());
}

}  // namespace tagwarden
