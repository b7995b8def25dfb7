// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>

#include "adapters/auth/credential_files.h"
#include "adapters/auth/credentials.h"
#include "base/result.h"
#include "core/environment.h"
#include "ports/stop_signal.h"

namespace tagwarden {

/// Asks a credential helper (https://github.com/docker/docker-credential-helpers): runs `docker-credential-NAME get`
/// with the server's name as its input, found by the PATH of this environment. Nothing when it knows none. The errors
/// have nothing of what it said: its output is secrets, and a script that traces itself writes them to stderr. It may
/// wait for a person; a stop ends it, and is `interrupted`.
Result<std::optional<Credentials>> ask_helper(const HelperQuestion& question, const Environment& environment,
                                              const StopSignal& stop);

}  // namespace tagwarden
