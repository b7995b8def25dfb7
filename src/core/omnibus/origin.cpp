// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/origin.h"

#include <algorithm>

#include "base/text.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden::omnibus {

namespace {

std::vector<std::string> tags_here(const OmnibusInputs& inputs)
{
    const auto tag = inputs.variable("CI_COMMIT_TAG");
    return tag.empty() ? inputs.tags_on_head : std::vector{std::string(tag)};
}

}  // namespace

std::string edition(const OmnibusInputs& inputs)
{
    const bool is_ee = inputs.is_true("ee") || inputs.variable("GITLAB_VERSION").ends_with("-ee") ||
                       trim(inputs.version_file).ends_with("-ee") || is_auto_deploy(inputs);
    return is_ee ? "ee" : "ce";
}

bool is_fips(const OmnibusInputs& inputs)
{
    return inputs.is_true("USE_SYSTEM_SSL");
}

bool is_internal_release(const OmnibusInputs& inputs)
{
    return inputs.is_true("INTERNAL_RELEASE");
}

bool is_for_release_environment(const OmnibusInputs& inputs)
{
    return inputs.is_true("RELEASE_ENVIRONMENT_BUILD");
}

std::string package_name(const OmnibusInputs& inputs)
{
    return "gitlab-" + (is_fips(inputs) ? "fips" : edition(inputs));
}

bool on_tag(const OmnibusInputs& inputs)
{
    if (!inputs.variable("GITLAB_CI").empty()) return !inputs.variable("CI_COMMIT_TAG").empty();
    return !inputs.tags_on_head.empty();
}

std::string tag_name(const OmnibusInputs& inputs)
{
    const auto tags = tags_here(inputs);
    const auto versions = highest_first(tags);
    const auto of_edition =
        std::ranges::find_if(versions, [name = edition(inputs)](const auto& tag) { return is_of_edition(tag, name); });
    if (of_edition != versions.end()) return *of_edition;
    if (!versions.empty()) return versions.front();
    return tags.empty() ? "" : std::ranges::max(tags);
}

bool is_auto_deploy(const OmnibusInputs& inputs)
{
    return is_auto_deploy_ref(inputs) || std::ranges::any_of(tags_here(inputs), is_auto_deploy_tag);
}

bool is_auto_deploy_ref(const OmnibusInputs& inputs)
{
    return inputs.variable("CI_COMMIT_REF_NAME").find("-auto-deploy-") != std::string_view::npos;
}

std::string branch_name(const OmnibusInputs& inputs)
{
    for (const auto* name : {"CI_COMMIT_BRANCH", "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME"})
        if (const auto branch = inputs.variable(name); !branch.empty()) return std::string(branch);
    return inputs.head_branch;
}

bool is_stable_branch(std::string_view branch)
{
    const auto parts = split(branch, '-');
    return parts.size() == 3 && all_digits(parts[0]) && all_digits(parts[1]) && parts[2] == "stable";
}

Result<std::string> short_commit(const OmnibusInputs& inputs)
{
    const auto variable = inputs.variable("CI_COMMIT_SHA");
    const auto commit = variable.empty() ? std::string_view(inputs.head_commit) : variable;
    if (commit.empty())
        return fail(ErrorKind::usage, "the version of this build needs its commit, which nothing tells",
                    "set CI_COMMIT_SHA, or run in a git checkout");
    return std::string(commit.substr(0, 8));
}

}  // namespace tagwarden::omnibus
