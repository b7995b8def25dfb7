// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/omnibus_variables.h"

namespace tagwarden {

Environment omnibus_variables(Environment environment, const CiBuild& ci)
{
    if (!ci.trigger) return environment;
    const bool tagged = ci.trigger == Trigger::tag, merges = ci.trigger == Trigger::merge_request;
    environment["GITLAB_CI"] = "true";
    environment["CI_COMMIT_TAG"] = tagged ? ci.tag : "";
    environment["CI_COMMIT_BRANCH"] = tagged || merges ? "" : ci.branch;
    environment["CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"] = merges ? ci.branch : "";
    environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = merges ? ci.target_branch : "";
    if (ci.ordinal) environment["CI_PIPELINE_ID"] = std::to_string(*ci.ordinal);
    if (!ci.commit.empty()) environment["CI_COMMIT_SHA"] = ci.commit;
    return environment;
}

}  // namespace tagwarden
