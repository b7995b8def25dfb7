// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstddef>
#include <vector>

#include "core/ledger/entry.h"

namespace tagwarden::tests {

/// The product that generated journals are of: two variants, two places, five channels.
inline constexpr auto generated_product = R"(
product: app
images: { app: { variants: { default: "", rocm: "-rocm" } } }
destinations:
  hub: { to: "oci:out/hub", kinds: [release, prerelease, nightly] }
  mirror: { to: "oci:out/mirror", kinds: [release, prerelease, nightly] }
channels:
  latest:            { follow: stable }
  "{major}":         { follow: stable }
  "{major}.{minor}": { follow: stable }
  rc:                { follow: tagged }
  nightly:           { follow: nightly }
)";

/// A long and varied life of that product, the same each time: nightlies, candidates and releases, each announced,
/// intended and done; some incomplete or interrupted; rollbacks, reinstated versions, holds, promotions, a repository
/// that was adopted. At least this many entries, sealed.
std::vector<Entry> generated_journal(std::size_t entries);

}  // namespace tagwarden::tests
