// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/omnibus/omnibus_build.h"

#include <gtest/gtest.h>

#include "core/omnibus/latest_tag.h"
#include "core/omnibus/origin.h"
#include "core/slug.h"

namespace tagwarden {
namespace {

using Environment = std::map<std::string, std::string, std::less<>>;

constexpr auto head = "b2b5f05e00112233445566778899aabbccddeeff";

/// A checkout of master, beside these tags.
OmnibusInputs on_master(Environment variables, std::vector<std::string> all_tags = {"13.1.1+ce.0", "13.1.1+ee.0"})
{
    return {std::move(variables), "13.2.0-pre", {}, std::move(all_tags), head, "master"};
}

OmnibusInputs tagged(std::vector<std::string> tags, Environment variables = {})
{
    return {std::move(variables), "", tags, tags, head, ""};
}

std::string version(const OmnibusInputs& inputs)
{
    const auto build = omnibus_build(inputs);
    return build ? build->version : "error: " + build.error().message;
}

TEST(OmnibusBuild, a_build_between_tags_continues_the_latest_tag)
{
    EXPECT_EQ(version(on_master({{"CI_PIPELINE_ID", "159743"}})), "13.1.1+rfbranch.159743.b2b5f05e-0");
    EXPECT_EQ(version(on_master({{"CI_PIPELINE_ID", "159756"}, {"NIGHTLY", "true"}})),
              "13.1.1+rnightly.159756.b2b5f05e-0");
    EXPECT_EQ(version(on_master({{"CI_COMMIT_SHA", "eb538eaf99"}})), "13.1.1+rfbranch.eb538eaf-0");
    EXPECT_EQ(version(on_master({}, {"13.1.1+ce.0", "13.2.0+rc42.ce.0"})), "13.2.0+rfbranch.b2b5f05e-0");
    EXPECT_EQ(version(on_master({}, {"13.1.1+a+ce.0"})), "13.1.1+rfbranch.b2b5f05e-0");
    EXPECT_EQ(version(on_master({}, {})), "0.0.1+rfbranch.b2b5f05e-0");
}

TEST(OmnibusBuild, a_nightly_is_one_only_when_the_variable_is_exactly_true)
{
    for (const auto* value : {"1", "yes", "True", ""}) {
        const auto build = omnibus_build(on_master({{"NIGHTLY", value}}));
        EXPECT_EQ(build->version, "13.1.1+rfbranch.b2b5f05e-0") << value;
        EXPECT_EQ(build->kind, BuildKind::branch) << value;
    }
}

TEST(OmnibusBuild, variables_are_trimmed_and_blank_ones_are_unset)
{
    EXPECT_EQ(version(on_master({{"NIGHTLY", " true\n"}, {"CI_PIPELINE_ID", " 7 "}})), "13.1.1+rnightly.7.b2b5f05e-0");
    EXPECT_EQ(version(on_master({{"CI_PIPELINE_ID", "  "}, {"CI_COMMIT_SHA", "\t"}})), "13.1.1+rfbranch.b2b5f05e-0");
    EXPECT_EQ(version(tagged({"13.1.0+ce.0"}, {{"GITLAB_CI", " "}, {"CI_COMMIT_TAG", " "}})), "13.1.0-ce.0");
}

TEST(OmnibusBuild, a_tagged_commit_in_a_branch_pipeline_is_no_tag_build)
{
    const auto build = omnibus_build(tagged({"13.1.0+ce.0"}, {{"GITLAB_CI", "true"}}));
    EXPECT_EQ(build->version, "13.1.0+rfbranch.b2b5f05e-0");
    EXPECT_EQ(build->kind, BuildKind::branch);
    EXPECT_EQ(build->tag, "");
}

TEST(OmnibusBuild, the_tag_of_the_pipeline_gives_all_of_the_version_whatever_else_is_on_the_commit)
{
    const std::vector<std::string> tags{"13.2.0+ee.1", "13.3.0+ee.0", "13.3.0+ee.1"};
    const auto build = omnibus_build(tagged(tags, {{"GITLAB_CI", "true"}, {"CI_COMMIT_TAG", "13.2.0+ee.1"}}));
    EXPECT_EQ(build->version, "13.2.0-ee.1");
    EXPECT_EQ(build->tag, "13.2.0+ee.1");
}

TEST(OmnibusBuild, of_several_tags_on_head_the_highest_of_the_edition_is_meant)
{
    const std::vector<std::string> tags{"13.2.0+ee.1", "13.3.0+ee.1", "13.3.0+rc42.ee.0", "13.4.0+ce.0", "zz"};
    EXPECT_EQ(version(tagged(tags, {{"ee", "true"}})), "13.3.0-ee.1");
    EXPECT_EQ(version(tagged(tags)), "13.4.0-ce.0");
    EXPECT_EQ(version(tagged({"13.3.0+ee.1", "13.2.0+ee.0"})), "13.3.0-ee.1");
}

TEST(OmnibusBuild, fips_shows_in_branch_builds_and_in_the_iteration_and_the_package)
{
    const auto branch = omnibus_build(on_master({{"USE_SYSTEM_SSL", "true"}, {"ee", "true"}, {"CI_PIPELINE_ID", "7"}}));
    EXPECT_EQ(branch->version, "13.1.1+rfbranch.fips.7.b2b5f05e-0");
    EXPECT_EQ(branch->package, "gitlab-fips");
    EXPECT_TRUE(branch->fips);
    EXPECT_EQ(branch->edition, "ee");
    EXPECT_EQ(version(tagged({"13.1.0+rc42.ee.0"}, {{"USE_SYSTEM_SSL", "true"}})), "13.1.0-rc42.fips.0");
    // What the scripts do to a revision that ends in "ee", too.
    EXPECT_EQ(version(tagged({"13.0.1+705fb5e94ee.29538f05560"}, {{"USE_SYSTEM_SSL", "true"}})),
              "13.0.1-705fb5e94fips.29538f05560");
}

TEST(OmnibusBuild, an_internal_release_wins_over_a_tag_and_a_release_environment)
{
    const Environment variables{
        {"INTERNAL_RELEASE", "true"}, {"INTERNAL_RELEASE_ITERATION", "2"}, {"RELEASE_ENVIRONMENT_BUILD", "true"}};
    const auto build = omnibus_build(tagged({"16.2.0+ce.0"}, variables));
    EXPECT_EQ(build->base_version, "16.2.0+internal2");
    EXPECT_EQ(build->iteration, "ce.0");
    EXPECT_EQ(build->kind, BuildKind::internal);
}

TEST(OmnibusBuild, a_build_for_a_release_environment_is_named_after_its_branch_and_its_parent)
{
    auto inputs = on_master({{"RELEASE_ENVIRONMENT_BUILD", "true"},
                             {"CI_COMMIT_BRANCH", "16-2-stable"},
                             {"PARENT_CI_PIPELINE_ID", "12345"},
                             {"PARENT_CI_COMMIT_SHORT_SHA", "abc123"}});
    const auto build = omnibus_build(inputs);
    EXPECT_EQ(build->version, "16.2+stable.12345.abc123-0");
    EXPECT_EQ(build->kind, BuildKind::internal);
}

TEST(OmnibusBuild, what_a_build_needs_and_lacks_is_a_usage_error_that_names_it)
{
    const auto message = [](const OmnibusInputs& inputs) {
        const auto build = omnibus_build(inputs);
        if (build) return "no error: " + build->version;
        EXPECT_EQ(build.error().kind, ErrorKind::usage);
        return build.error().message;
    };
    Environment variables{{"INTERNAL_RELEASE", "true"}};
    EXPECT_EQ(message(on_master(variables)), "an internal release needs INTERNAL_RELEASE_ITERATION, which is not set");
    variables = {{"RELEASE_ENVIRONMENT_BUILD", "true"}};
    EXPECT_EQ(message(on_master(variables)),
              "a build for a release environment needs a branch like 16-2-stable, got 'master'");
    variables["CI_COMMIT_BRANCH"] = "16-2-stable";
    EXPECT_EQ(message(on_master(variables)),
              "a build for a release environment needs PARENT_CI_PIPELINE_ID, which is not set");
    variables["PARENT_CI_PIPELINE_ID"] = "1";
    EXPECT_EQ(message(on_master(variables)),
              "a build for a release environment needs PARENT_CI_COMMIT_SHORT_SHA, which is not set");
    EXPECT_EQ(message(on_master({}, {"8.1.0.rc1.ce.0"})),
              "the latest tag of ce is '8.1.0.rc1.ce.0', which has no '+' behind its number");
    EXPECT_EQ(message(tagged({"13.1+ce.0"})), "the tag '13.1+ce.0' does not begin with three numbers");
    EXPECT_EQ(message(tagged({"deployed"})), "the tag 'deployed' does not begin with three numbers");
    EXPECT_EQ(message({}), "the version of this build needs its commit, which nothing tells");
}

TEST(OmnibusBuild, the_kind_follows_from_the_tag_the_ref_and_the_variables)
{
    const auto kind = [](const OmnibusInputs& inputs) { return std::string(name_of(omnibus_build(inputs)->kind)); };
    EXPECT_EQ(kind(tagged({"13.1.0+ce.0"})), "release");
    EXPECT_EQ(kind(tagged({"13.1.0+ce.0"}, {{"NIGHTLY", "true"}})), "release");
    EXPECT_EQ(kind(tagged({"13.1.0+rc42.ce.0"})), "prerelease");
    EXPECT_EQ(kind(tagged({"8.1.0.rc1.ee.0"})), "prerelease");
    EXPECT_EQ(kind(tagged({"1.2.3-foo.3"})), "branch");
    EXPECT_EQ(kind(tagged({"1.2.3"})), "branch");
    EXPECT_EQ(kind(tagged({"11.10.12345+5159f2949cb.59c9fa631"})), "auto-deploy");
    EXPECT_EQ(kind(on_master({{"CI_COMMIT_REF_NAME", "15-8-auto-deploy-2023010503"}})), "auto-deploy");
    EXPECT_EQ(kind(on_master({{"NIGHTLY", "true"}})), "nightly");
    EXPECT_EQ(kind(on_master({})), "branch");
}

TEST(OmnibusBuild, is_of_the_enterprise_edition_when_anything_says_so)
{
    const auto edition = [](Environment variables, std::string version_file) {
        OmnibusInputs inputs = on_master(std::move(variables));
        inputs.version_file = std::move(version_file);
        return omnibus::edition(inputs);
    };
    EXPECT_EQ(edition({}, "13.1.0"), "ce");
    EXPECT_EQ(edition({{"ee", "true"}}, "13.1.0"), "ee");
    EXPECT_EQ(edition({{"ee", "1"}}, "13.1.0"), "ce");
    EXPECT_EQ(edition({{"GITLAB_VERSION", "v13.1.0-ee"}}, "13.1.0"), "ee");
    EXPECT_EQ(edition({{"GITLAB_VERSION", "13.1.0-ee-fix"}}, "13.1.0"), "ce");
    EXPECT_EQ(edition({}, "13.1.0-ee\n"), "ee");
    EXPECT_EQ(edition({{"ee", "false"}}, "13.1.0-ee"), "ee");
    EXPECT_EQ(edition({{"CI_COMMIT_REF_NAME", "15-8-auto-deploy-2023010503"}}, "13.1.0"), "ee");
    EXPECT_EQ(omnibus::edition(tagged({"11.10.12345+5159f2949cb.59c9fa631"})), "ee");
    EXPECT_EQ(omnibus_build(on_master({{"ee", "true"}}))->package, "gitlab-ee");
    EXPECT_EQ(omnibus_build(on_master({}))->package, "gitlab-ce");
}

TEST(OmnibusBuild, a_stable_branch_is_two_numbers_and_the_word)
{
    EXPECT_TRUE(omnibus::is_stable_branch("15-10-stable"));
    for (const auto* branch : {"15-10-stable-fix", "15-10-stable-ee", "fix-15-10-stable", "15-x-stable", "15--stable",
                               "15-stable", "15-10", "15-10-Stable", ""})
        EXPECT_FALSE(omnibus::is_stable_branch(branch)) << branch;
}

TEST(OmnibusBuild, a_stable_branch_and_a_merge_request_to_one_continue_their_own_line)
{
    const std::vector<std::string> tags{"16.1.1+ce.0",  "15.10.0+rc42.ce.0", "15.10.2+ce.0",
                                        "15.10.3+ee.0", "15.1.7+ce.0",       "16.2.0+rc1.ce.0"};
    const auto latest = [&](Environment variables) {
        return omnibus::latest_tag(on_master(std::move(variables), tags));
    };
    EXPECT_EQ(latest({{"CI_COMMIT_BRANCH", "15-10-stable"}}), "15.10.2+ce.0");
    EXPECT_EQ(latest({{"CI_COMMIT_BRANCH", "15-1-stable"}}), "15.1.7+ce.0");
    EXPECT_EQ(latest({{"CI_COMMIT_BRANCH", "15-10-stable-fix"}}), "16.2.0+rc1.ce.0");
    EXPECT_EQ(latest({{"CI_COMMIT_BRANCH", "14-0-stable"}}), "16.2.0+rc1.ce.0");
    const auto to = "CI_MERGE_REQUEST_TARGET_BRANCH_NAME";
    const auto from = "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME";
    EXPECT_EQ(latest({{from, "fix"}, {to, "15-10-stable"}}), "15.10.2+ce.0");
    EXPECT_EQ(latest({{from, "15-10-stable"}, {to, "master"}}), "16.2.0+rc1.ce.0");
    EXPECT_EQ(omnibus::latest_stable_tag(on_master({}, tags)), "16.1.1+ce.0");
    EXPECT_EQ(omnibus::latest_stable_tag(on_master({}, {"16.2.0+rc1.ce.0"})), "");
}

TEST(OmnibusBuild, the_image_tag_is_the_slug_of_the_version_unless_it_is_given)
{
    const auto build = omnibus_build(on_master({{"CI_PIPELINE_ID", "163015"}}));
    EXPECT_EQ(build->image_tag, "13.1.1-rfbranch.163015.b2b5f05e-0");
    EXPECT_EQ(build->image_tag, slug(build->version)->str());
    EXPECT_EQ(omnibus_build(on_master({{"IMAGE_TAG", "foobar"}}))->image_tag, "foobar");
}

}  // namespace
}  // namespace tagwarden
