// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/base_version.h"

#include <fmt/format.h>

#include "base/text.h"
#include "core/omnibus/latest_tag.h"
#include "core/omnibus/origin.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden::omnibus {

namespace {

Result<std::string> needed(const OmnibusInputs& inputs, const std::string& name, const std::string& by)
{
    const auto value = inputs.variable(name);
    if (value.empty())
        return fail(ErrorKind::usage, fmt::format("{} needs {}, which is not set", by, name),
                    "set the variable " + name);
    return std::string(value);
}

/// The number that builds between tags start from.
Result<std::string> number_before(const OmnibusInputs& inputs)
{
    const auto tag = latest_tag(inputs);
    if (tag.empty()) return "0.0.1";
    const auto plus = tag.find('+');
    if (plus == std::string::npos)
        return fail(ErrorKind::usage,
                    fmt::format("the latest tag of {} is '{}', which has no '+' behind its number", edition(inputs),
                                printable(tag)),
                    "name release tags as in 13.1.0+ce.0");
    return tag.substr(0, plus);
}

Result<std::string> internal_version(const OmnibusInputs& inputs)
{
    auto number = number_before(inputs);
    if (!number) return number;
    const auto iteration = needed(inputs, "INTERNAL_RELEASE_ITERATION", "an internal release");
    if (!iteration) return iteration;
    return fmt::format("{}+internal{}", *number, *iteration);
}

Result<std::string> release_environment_version(const OmnibusInputs& inputs)
{
    const std::string what = "a build for a release environment";
    const auto branch = branch_name(inputs);
    if (!is_stable_branch(branch))
        return fail(ErrorKind::usage,
                    fmt::format("{} needs a branch like 16-2-stable, got '{}'", what, printable(branch)),
                    "run it on a stable branch; CI_COMMIT_BRANCH names it");
    const auto pipeline = needed(inputs, "PARENT_CI_PIPELINE_ID", what);
    if (!pipeline) return pipeline;
    const auto commit = needed(inputs, "PARENT_CI_COMMIT_SHORT_SHA", what);
    if (!commit) return commit;
    const auto numbers = split(branch, '-');
    return fmt::format("{}.{}+stable.{}.{}", numbers[0], numbers[1], *pipeline, *commit);
}

Result<std::string> version_between_tags(const OmnibusInputs& inputs)
{
    auto number = number_before(inputs);
    if (!number) return number;
    const auto commit = short_commit(inputs);
    if (!commit) return commit;
    auto version = *number + (inputs.is_true("NIGHTLY") ? "+rnightly" : "+rfbranch");
    if (is_fips(inputs)) version += ".fips";
    if (const auto pipeline = inputs.variable("CI_PIPELINE_ID"); !pipeline.empty())
        version += fmt::format(".{}", pipeline);
    return version + "." + *commit;
}

}  // namespace

Result<std::string> base_version(const OmnibusInputs& inputs)
{
    if (is_internal_release(inputs)) return internal_version(inputs);
    if (is_for_release_environment(inputs)) return release_environment_version(inputs);
    return on_tag(inputs) ? version_of_tag(tag_name(inputs)) : version_between_tags(inputs);
}

}  // namespace tagwarden::omnibus
