// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <string>
#include <vector>

#include "tests/adapters/oci/fault_scenes.h"

namespace tagwarden::tests {

/// What became of a scene with a fault in it.
struct FaultOutcome {
    /// '+' success, 'o' success after the request was made again, 'L' a success that is none: what was promised is not
    /// there; else the kind of the error: 'u'nreachable, 'm'alformed, 'd'enied, 'n'ot found, 'r'ate limited, re'f'used,
    /// 'b'usy.
    char letter = '?';
    std::string text;                 ///< of the error
    std::vector<std::string> broken;  ///< rules that hold whatever goes wrong, and did not
};

/// False for a pair that cannot exist: the request or its answer has nothing that could go wrong in this way.
bool can_strike(Fault fault, RequestKind kind);

/// Plays a scene against a registry of its own. `times`: so often the fault strikes.
FaultOutcome play(const FaultScene& scene, Fault fault, int times);

}  // namespace tagwarden::tests
