// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <compare>
#include <string>

#include "core/version/version.h"

namespace tagwarden {

/// How two versions that a package manager puts in the wrong order could have been spelled: "13.1.0~rc42-ee.0 would
/// sort before 13.1.0-ee.0". Each proposal was tried in the manager's own order; "" when none holds.
/// `now` and `then` are renderings for one manager of versions of the order `scheme`.
std::string remedy_for(Order scheme, const Version& now, const Version& then, std::weak_ordering intended);

}  // namespace tagwarden
