// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "base/result.h"

namespace tagwarden {

/// What becomes of a job when the program is asked to end.
inline Error interrupted()
{
    return {ErrorKind::interrupted,
            "the transfer was stopped before it was complete",
            "the same command again goes on from here: what has arrived is not sent twice",
            {}};
}

}  // namespace tagwarden
