// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>

#include "core/omnibus/omnibus_inputs.h"

namespace tagwarden::omnibus {

/// The highest tag of this edition, release candidates included; "" without any (lib/gitlab/build/info/git.rb).
/// On a branch X-Y-stable, or in a merge request to one, the highest that begins with "X.Y.", and of all when that line
/// has none.
std::string latest_tag(const OmnibusInputs& inputs);

/// The same among the tags without "rc".
std::string latest_stable_tag(const OmnibusInputs& inputs);

}  // namespace tagwarden::omnibus
