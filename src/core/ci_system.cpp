// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ci_system.h"

#include <algorithm>
#include <array>

namespace tagwarden {

namespace {

using Rule = CiSystem::TriggerRule;

// https://docs.gitlab.com/ci/variables/predefined_variables/
constexpr std::array gitlab_triggers{
    Rule{"CI_COMMIT_TAG", "", Trigger::tag},
    Rule{"CI_PIPELINE_SOURCE", "merge_request_event", Trigger::merge_request},
    // The child pipeline of a merge request's has "parent_pipeline" for its source.
    Rule{"CI_MERGE_REQUEST_ID", "", Trigger::merge_request},
    Rule{"CI_PIPELINE_SOURCE", "schedule", Trigger::schedule},
};

// https://docs.github.com/en/actions/reference/workflows-and-actions/variables, and the page
// "Events that trigger workflows" beside it. The event comes first: GITHUB_REF_TYPE knows tags and branches only.
constexpr std::array github_triggers{
    Rule{"GITHUB_EVENT_NAME", "schedule", Trigger::schedule},
    Rule{"GITHUB_EVENT_NAME", "pull_request", Trigger::merge_request},
    Rule{"GITHUB_EVENT_NAME", "pull_request_target", Trigger::merge_request},
    Rule{"GITHUB_REF_TYPE", "tag", Trigger::tag},
};

constexpr std::array systems{
    CiSystem{
        .name = "GitLab",
        .detected_by = "GITLAB_CI",
        .triggers = gitlab_triggers,
        .tag = "{env.CI_COMMIT_TAG}",
        .branch = "{env.CI_COMMIT_BRANCH|env.CI_MERGE_REQUEST_SOURCE_BRANCH_NAME}",
        .target_branch = "{env.CI_MERGE_REQUEST_TARGET_BRANCH_NAME}",
        .commit = "{env.CI_COMMIT_SHA}",
        .ordinal = "{env.CI_PIPELINE_ID}",
        .created = "{env.CI_PIPELINE_CREATED_AT}",
        .actor = "{env.GITLAB_USER_LOGIN}",
        .job_url = "{env.CI_JOB_URL}",
        .project = "{env.CI_PROJECT_PATH}",
        .project_number = "{env.CI_PROJECT_ID}",
        // GitLab itself tells a downstream pipeline the number of the project only, from 18.9 on, and no commit. The
        // other two are what the projects of GitLab pass on to each other.
        .upstream_project = "{env.TOP_UPSTREAM_SOURCE_PROJECT|env.CI_UPSTREAM_PROJECT_ID}",
        .upstream_commit = "{env.TOP_UPSTREAM_SOURCE_SHA}",
    },
    CiSystem{
        .name = "GitHub Actions",
        .detected_by = "GITHUB_ACTIONS",
        .triggers = github_triggers,
        .tag = "{env.GITHUB_REF_NAME}",
        // For a pull request GITHUB_REF_NAME is "17/merge".
        .branch = "{env.GITHUB_HEAD_REF|env.GITHUB_REF_NAME}",
        .target_branch = "{env.GITHUB_BASE_REF}",
        .commit = "{env.GITHUB_SHA}",
        .ordinal = "{env.GITHUB_RUN_NUMBER}",
        .created = {},
        .actor = "{env.GITHUB_ACTOR}",
        .job_url = "{env.GITHUB_SERVER_URL}/{env.GITHUB_REPOSITORY}/actions/runs/{env.GITHUB_RUN_ID}",
        .project = {},
        .project_number = {},
        .upstream_project = {},
        .upstream_commit = {},
    },
};

constexpr CiSystem own{
    .name = {},
    .detected_by = {},
    .triggers = {},
    .tag = "{env.TAGWARDEN_TAG}",
    .branch = "{env.TAGWARDEN_BRANCH}",
    .target_branch = "{env.TAGWARDEN_TARGET_BRANCH}",
    .commit = "{env.TAGWARDEN_COMMIT}",
    .ordinal = "{env.TAGWARDEN_ORDINAL}",
    .created = "{env.TAGWARDEN_CREATED}",
    .actor = "{env.TAGWARDEN_ACTOR}",
    .job_url = "{env.TAGWARDEN_JOB_URL}",
    .project = {},
    .project_number = {},
    .upstream_project = "{env.TAGWARDEN_UPSTREAM_PROJECT}",
    .upstream_commit = "{env.TAGWARDEN_UPSTREAM_COMMIT}",
};

bool holds(const Rule& rule, const Environment& environment)
{
    const auto value = value_of(environment, rule.variable);
    return rule.value.empty() ? !value.empty() : value == rule.value;
}

}  // namespace

const CiSystem* detected_ci_system(const Environment& environment)
{
    const auto found =
        std::ranges::find_if(systems, [&](const CiSystem& system) { return is_on(environment, system.detected_by); });
    return found == systems.end() ? nullptr : &*found;
}

Trigger trigger_of(const CiSystem& system, const Environment& environment)
{
    const auto found =
        std::ranges::find_if(system.triggers, [&](const Rule& rule) { return holds(rule, environment); });
    return found == system.triggers.end() ? Trigger::branch : found->trigger;
}

const CiSystem& own_variables()
{
    return own;
}

}  // namespace tagwarden
