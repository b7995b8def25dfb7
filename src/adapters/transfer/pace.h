// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <chrono>

#include "ports/clock.h"

namespace tagwarden {

/// How long destinations wait for one of them that does not keep up, before they go on without it. Long enough for a
/// connection that has to be made anew and the first attempts of a request; no pause that a server asks for.
inline constexpr std::chrono::milliseconds usual_patience{5000};

struct Pace {
    Clock& clock;
    std::chrono::milliseconds patience = usual_patience;
};

}  // namespace tagwarden
