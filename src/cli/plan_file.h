// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "cli/arguments.h"
#include "cli/world.h"
#include "flows/operation.h"

namespace tagwarden {

/// What `plan --out` writes and `publish --plan` reads: what was asked for, with the version and kind that came of it,
/// and the plan itself as --json shows it.
struct PlanFile {
    Arguments request;
    JsonObject plan;
};

/// The text of a plan file. `arguments` are those of `plan`.
std::string write_plan_file(const Arguments& arguments, const Plan& plan, BuildKind kind);

/// Malformed where the text is no plan file, or one of another schema.
Result<PlanFile> read_plan_file(std::string_view text, const std::string& path);

/// The operation, held to a plan that somebody approved: where planning gives another one, before or under the lease,
/// it is refused with what differs. `edition` is the one that the plan is of.
Operation held_to(Operation operation, JsonObject plan, const std::string& edition);

}  // namespace tagwarden
