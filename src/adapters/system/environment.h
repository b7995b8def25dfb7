// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "core/environment.h"

namespace tagwarden {

/// The environment of this process, as it is now.
Environment environment_variables();

/// Who acts, for the ledger: whom TAGWARDEN_ACTOR or the CI names, else USER@HOST.
std::string current_actor(const Environment& environment);

/// True where a CI runs this process: CI, GITLAB_CI or GITHUB_ACTIONS is set, and not to "false" or "0".
bool in_ci(const Environment& environment);

/// Where this program may keep what it can do without: a folder in XDG_CACHE_HOME or ~/.cache (XDG Base Directory
/// Specification 0.8). Nothing when neither is known.
std::optional<std::filesystem::path> cache_folder(const Environment& environment);

/// What tells this process from every other that may want the same lease: "USER@HOST pid N (MARK)", without the mark
/// where there is none (process_mark.h).
std::string lease_holder(const Environment& environment);

/// Whether the process that calls itself so is known to be gone from this machine; false wherever that is not certain.
bool holder_is_gone(const std::string& holder);

}  // namespace tagwarden
