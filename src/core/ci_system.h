// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/ci_build.h"

namespace tagwarden {

/// How the variables of one CI say what CiBuild holds: one row of a table.
///
/// To add a CI system, add a row to the table in ci_system.cpp and its environments to tests/core/ci_build_test.cpp.
/// Nothing else knows one system from another. Leave out what the CI does not say.
/// - `detected_by` is a variable that this CI sets for every job, and no other does. The first row that is found wins.
/// - `triggers` are tried from the first to the last; the first that holds decides, and none is a branch build.
/// - Every other field is a template as in tagwarden.yaml: "{env.A|env.B}" is A, or B when A is empty. A field of which
///   a part has no value stays empty.
/// - `tag` is asked of tag builds only, and `branch` of all others: many a CI has one variable for both.
struct CiSystem {
    /// Holds when the variable has this value, or, for the value "", when it has any.
    struct TriggerRule {
        std::string_view variable;
        std::string_view value;
        Trigger trigger;
    };

    std::string_view name;
    std::string_view detected_by;
    std::span<const TriggerRule> triggers;
    std::string_view tag;
    std::string_view branch;
    std::string_view target_branch;
    std::string_view commit;
    std::string_view ordinal;  ///< a whole number, not negative
    std::string_view created;  ///< a time as parse_time() reads it
    std::string_view actor;
    std::string_view job_url;
    std::string_view project;         ///< this one's path,
    std::string_view project_number;  ///< and its number: pipelines that it starts itself come from no other project
    std::string_view upstream_project;
    std::string_view upstream_commit;
};

/// The row of the CI that runs this process; nullptr outside of those that are known.
const CiSystem* detected_ci_system(const Environment& environment);

Trigger trigger_of(const CiSystem& system, const Environment& environment);

/// The row of the TAGWARDEN_* variables, which stand over every system. It has no rules for the trigger.
const CiSystem& own_variables();

}  // namespace tagwarden
