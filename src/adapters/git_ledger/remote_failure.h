// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// A text of git's, or a URL, that can be shown: without what may be secret in a URL (who asks, and its query), without
/// control characters, cut where it is long.
std::string shown(std::string_view text);

/// Why git could not reach or read a remote, from what it said of it. git has one exit code for everything, so that the
/// kind can be found in its words only; they are those of LC_ALL=C. unreachable when they are not known.
/// local when the copy beside the checkout is damaged.
Error remote_failure(std::string_view said, const std::string& remote);

/// Why a push was not taken, from its --porcelain output and what was said beside it.
Error push_failure(std::string_view porcelain, std::string_view said, const std::string& remote,
                   const std::string& ref);

/// Whether the other side said only that somebody else writes the same ref now.
bool lost_a_race(std::string_view porcelain);

}  // namespace tagwarden
