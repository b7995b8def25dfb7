// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>
#include <string>

namespace tagwarden {

/// How long to wait before appending again when somebody else was first for the `attempt`th time (1, 2, …): up to
/// twice as long each time, and never more than 5 s. The holder's name decides how much of that, so that those who met
/// once do not meet again; nothing here is random.
std::chrono::milliseconds append_pause(const std::string& holder, int attempt);

}  // namespace tagwarden
