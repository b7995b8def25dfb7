// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <map>
#include <string>

namespace tagwarden {

/// The environment of this process, as it is now.
std::map<std::string, std::string> environment_variables();

/// Who acts, for the ledger: the user that the CI names, else USER@HOST.
/// Values are trimmed, and empty means unset.
std::string current_actor(const std::map<std::string, std::string>& environment);

/// True where a CI runs this process: CI, GITLAB_CI or GITHUB_ACTIONS is set, and not to "false" or "0".
bool in_ci(const std::map<std::string, std::string>& environment);

/// What tells this process from every other that may want the same lease: "USER@HOST pid N".
std::string lease_holder(const std::map<std::string, std::string>& environment);

}  // namespace tagwarden
