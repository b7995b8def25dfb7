// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/exit_code.h"

#include <array>

namespace tagwarden {

std::span<const ExitCodeRow> exit_code_table()
{
    static constexpr auto table = std::to_array<ExitCodeRow>({
        {ExitCode::done, "done", "what was asked is done, or was so already"},
        {ExitCode::findings, "findings", "the check ran and found something wrong"},
        {ExitCode::usage, "usage", "the command line or the configuration is wrong"},
        {ExitCode::not_found, "not found", "a name, file or repository does not exist"},
        {ExitCode::refused, "refused", "content mismatch, write-once, a rule, or a changed world"},
        {ExitCode::denied, "denied", "credentials are missing or do not suffice"},
        {ExitCode::unreachable, "unreachable", "no answer, or none in time"},
        {ExitCode::malformed, "malformed", "malformed data, or a wrong digest"},
        {ExitCode::rate_limited, "rate limited", "the registry asks for patience"},
        {ExitCode::local, "local failure", "disk, database or another part of this machine"},
        {ExitCode::busy, "busy", "somebody else holds the lease"},
        {ExitCode::bug, "bug", "a fault in Tagwarden itself; please report it"},
        {ExitCode::interrupted, "interrupted", "stopped by the user"},
        {ExitCode::terminated, "terminated", "stopped by the system"},
    });
    return table;
}

ExitCode exit_code_of(ErrorKind kind)
{
    switch (kind) {
        case ErrorKind::usage: return ExitCode::usage;
        case ErrorKind::not_found: return ExitCode::not_found;
        case ErrorKind::refused: return ExitCode::refused;
        case ErrorKind::denied: return ExitCode::denied;
        case ErrorKind::unreachable: return ExitCode::unreachable;
        case ErrorKind::malformed: return ExitCode::malformed;
        case ErrorKind::rate_limited: return ExitCode::rate_limited;
        case ErrorKind::local: return ExitCode::local;
        case ErrorKind::busy: return ExitCode::busy;
        case ErrorKind::interrupted: return ExitCode::interrupted;
        case ErrorKind::terminated: return ExitCode::terminated;
    }
    return ExitCode::bug;
}

}  // namespace tagwarden
