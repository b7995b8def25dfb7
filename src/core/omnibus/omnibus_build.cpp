// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/omnibus_build.h"

#include <algorithm>

#include "core/omnibus/base_version.h"
#include "core/omnibus/origin.h"
#include "core/omnibus/tag_form.h"

namespace tagwarden {

namespace omnibus {

namespace {

BuildKind kind_of_tagged(std::string_view tag)
{
    if (is_auto_deploy_tag(tag)) return BuildKind::auto_deploy;
    if (tag.find("rc") != std::string_view::npos) return BuildKind::prerelease;
    // A tag that names no iteration is malformed, and what is made from it is not for everybody.
    return iteration_of_tag(tag) == "0" ? BuildKind::branch : BuildKind::release;
}

BuildKind kind_of(const OmnibusInputs& inputs)
{
    if (is_internal_release(inputs) || is_for_release_environment(inputs)) return BuildKind::internal;
    if (is_auto_deploy_ref(inputs)) return BuildKind::auto_deploy;
    if (on_tag(inputs)) return kind_of_tagged(tag_name(inputs));
    return inputs.is_true("NIGHTLY") ? BuildKind::nightly : BuildKind::branch;
}

}  // namespace

std::string build_iteration(const OmnibusInputs& inputs)
{
    if (!on_tag(inputs)) return "0";
    auto iteration = iteration_of_tag(tag_name(inputs));
    if (!is_fips(inputs)) return iteration;
    constexpr std::string_view ee = "ee.";
    constexpr std::string_view fips = "fips.";
    for (auto at = iteration.find(ee); at != std::string::npos; at = iteration.find(ee, at + fips.size()))
        iteration.replace(at, ee.size(), fips);
    return iteration;
}

std::string image_tag(const OmnibusInputs& inputs, std::string_view version)
{
    if (const auto given = inputs.variable("IMAGE_TAG"); !given.empty()) return std::string(given);
    std::string tag(version);
    std::ranges::replace(tag, '+', '-');
    return tag;
}

}  // namespace omnibus

Result<OmnibusBuild> omnibus_build(const OmnibusInputs& inputs)
{
    auto base = omnibus::base_version(inputs);
    if (!base) return fail(base.error());
    OmnibusBuild build;
    build.edition = omnibus::edition(inputs);
    build.fips = omnibus::is_fips(inputs);
    build.iteration = omnibus::build_iteration(inputs);
    build.version = *base + "-" + build.iteration;
    build.base_version = std::move(*base);
    build.kind = omnibus::kind_of(inputs);
    build.image_tag = omnibus::image_tag(inputs, build.version);
    build.package = omnibus::package_name(inputs);
    if (omnibus::on_tag(inputs)) build.tag = omnibus::tag_name(inputs);
    return build;
}

}  // namespace tagwarden
