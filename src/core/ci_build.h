// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "core/environment.h"

namespace tagwarden {

/// Why a CI runs.
enum class Trigger { tag, branch, merge_request, schedule };

std::string_view name_of(Trigger trigger);
std::optional<Trigger> trigger_named(std::string_view name);

/// What a CI says of the build that this process is part of. What it does not say is empty.
struct CiBuild {
    std::string system;              ///< "GitLab", "GitHub Actions"; "" outside a CI that is known
    std::optional<Trigger> trigger;  ///< nothing outside a CI
    std::string tag;                 ///< of a tag build
    std::string branch;              ///< of every other build; the source branch of a merge request
    std::string target_branch;       ///< of a merge request
    std::string commit;
    std::optional<std::int64_t> ordinal;  ///< the number of the pipeline or run: it grows
    std::optional<Time> created;          ///< when the pipeline was created
    std::string actor;
    std::string job_url;
    std::string upstream_project;  ///< the project whose pipeline started this one: its path or its number
    std::string upstream_commit;   ///< of that project; both are empty where no other project started it

    bool operator==(const CiBuild&) const = default;
};

/// Reads the variables of the CI that is detected (the table is in core/ci_system.h). TAGWARDEN_TRIGGER, _TAG, _BRANCH,
/// _TARGET_BRANCH, _COMMIT, _ORDINAL, _CREATED, _ACTOR, _JOB_URL, _UPSTREAM_PROJECT and _UPSTREAM_COMMIT work anywhere
/// and, each for itself, win over what the CI says.
/// Without TAGWARDEN_TRIGGER, TAGWARDEN_TAG makes a tag build; TAGWARDEN_BRANCH a branch build outside a CI that is
/// known. A value that cannot be read is a usage error that names the variable, the value, and what was wanted.
Result<CiBuild> read_ci_build(const Environment& environment);

/// The actor of read_ci_build() alone, for those whom no other variable concerns. "" when nobody is named.
std::string ci_actor(const Environment& environment);

}  // namespace tagwarden
