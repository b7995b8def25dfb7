// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

namespace tagwarden {

/// The settings of a checkout that say how its remotes are reached (URLs, credential helpers, headers, proxies, SSH),
/// for a git that runs in another repository: the value of GIT_CONFIG_PARAMETERS, behind what that variable has
/// `already`. What describes the checkout itself stays behind. `listed` is what `git config --list --show-scope -z`
/// says there; what is the user's or the machine's is not carried, as every git reads it by itself.
std::string carried_settings(std::string_view listed, std::string_view already);

}  // namespace tagwarden
