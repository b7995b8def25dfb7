// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <span>
#include <string_view>

#include "base/result.h"

namespace tagwarden {

/// What the process answers to its caller. docs/exit-codes.md is generated from this table.
enum class ExitCode {
    done = 0,
    findings = 1,
    usage = 2,
    not_found = 3,
    refused = 4,
    denied = 5,
    unreachable = 6,
    malformed = 7,
    rate_limited = 8,
    local = 9,
    busy = 10,
    bug = 70,
    interrupted = 130,
    terminated = 143,
};

struct ExitCodeRow {
    ExitCode code;
    std::string_view name;
    std::string_view meaning;
};

/// Every exit code there is, in ascending order.
std::span<const ExitCodeRow> exit_code_table();

ExitCode exit_code_of(ErrorKind kind);

}  // namespace tagwarden
