// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_source.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using Tags = std::vector<std::string>;

const std::string head(40, 'a');

/// Outside a CI: --version, and the tags on HEAD of a checkout, if there is one.
VersionSources desk(std::optional<std::string> given, std::optional<Tags> tags)
{
    VersionSources all{std::move(given), std::nullopt, {}, std::nullopt};
    if (tags) all.checkout = CheckoutFacts{head, {}, "main", std::move(*tags)};
    return all;
}

/// In a job of a CI at HEAD.
VersionSources job(Trigger trigger, std::optional<std::string> given, Tags tags, const std::string& tag = "")
{
    auto all = desk(std::move(given), std::move(tags));
    all.ci.system = "GitLab";
    all.ci.trigger = trigger;
    all.ci.tag = tag;
    all.ci.commit = head;
    all.ci.branch = trigger == Trigger::tag ? "" : "main";
    return all;
}

/// "1.8.1 release", "nothing", or the error's kind and message.
std::string named(const VersionSources& sources, const VersionConfiguration& scheme = {})
{
    const auto chosen = named_version(scheme, sources);
    if (!chosen) return (chosen.error().kind == ErrorKind::refused ? "refused: " : "usage: ") + chosen.error().message;
    return *chosen ? (*chosen)->version.str() + " " + std::string(name_of((*chosen)->kind)) : "nothing";
}

TEST(VersionSource, the_tag_on_head_or_what_is_given_decides)
{
    EXPECT_EQ(named(desk(std::nullopt, {{"v1.8.1"}})), "1.8.1 release");
    EXPECT_EQ(named(desk(std::nullopt, {{"1.8.1", "unrelated"}})), "1.8.1 release");
    EXPECT_EQ(named(desk("v1.8.1", std::nullopt)), "1.8.1 release");
    EXPECT_EQ(named(desk("1.8.1", {{"v1.8.1"}})), "1.8.1 release");
    EXPECT_EQ(named(desk(std::nullopt, {{"unrelated"}})), "nothing");
    EXPECT_EQ(named(desk(std::nullopt, std::nullopt)), "nothing");
}

TEST(VersionSource, any_two_that_differ_refuse)
{
    EXPECT_EQ(named(desk("1.8.0", {{"v1.8.1"}})), "refused: --version says 1.8.0, the tag on HEAD says v1.8.1");
    EXPECT_EQ(named(job(Trigger::tag, "1.8.0", {}, "v1.8.1")),
              "refused: --version says 1.8.0, the CI's job is for the tag v1.8.1");
    EXPECT_EQ(named(job(Trigger::tag, std::nullopt, {"v1.8.1"}, "v1.8.0")),
              "refused: the CI's job is for the tag v1.8.0, the tag on HEAD says v1.8.1");
}

TEST(VersionSource, a_job_for_a_tag_that_was_not_fetched_has_to_be_at_its_commit)
{
    auto here = job(Trigger::tag, std::nullopt, {}, "v1.8.0");
    EXPECT_EQ(named(here), "1.8.0 release");
    here.ci.commit = std::string(40, 'b');
    EXPECT_EQ(named(here), "refused: the CI's job is for the tag v1.8.0 and the commit " + here.ci.commit +
                               ", the checkout is at " + head);
    here.ci.commit = "";
    EXPECT_EQ(named(here), "1.8.0 release");
}

TEST(VersionSource, of_a_release_and_its_candidate_on_one_commit_the_release_is_meant_unless_one_is_named)
{
    EXPECT_EQ(named(desk(std::nullopt, {{"v0.6.3-rc1", "v0.6.3"}})), "0.6.3 release");
    EXPECT_EQ(named(desk("0.6.3-rc1", {{"v0.6.3-rc1", "v0.6.3"}})), "0.6.3-rc1 prerelease");
    EXPECT_EQ(named(job(Trigger::tag, std::nullopt, {"v0.6.3-rc1", "v0.6.3"}, "v0.6.3-rc1")), "0.6.3-rc1 prerelease");
}

TEST(VersionSource, in_a_job_of_a_branch_tags_on_head_name_nothing_unless_it_is_said)
{
    for (const auto trigger : {Trigger::branch, Trigger::merge_request, Trigger::schedule}) {
        auto here = job(trigger, std::nullopt, {"v1.8.1"});
        EXPECT_EQ(named(here), "nothing");
        here.kind = BuildKind::release;
        EXPECT_EQ(named(here), "1.8.1 release");
    }
}

TEST(VersionSource, a_release_version_in_a_job_of_a_branch_needs_to_be_said)
{
    auto here = job(Trigger::branch, "1.8.1", {});
    EXPECT_EQ(named(here), "usage: 1.8.1 is the version of a release, and this job of GitLab is not one for a tag");
    here.ci.system = "";
    EXPECT_EQ(named(here), "usage: 1.8.1 is the version of a release, and this job is not one for a tag");
    here.kind = BuildKind::release;
    EXPECT_EQ(named(here), "1.8.1 release");
    EXPECT_EQ(named(job(Trigger::branch, "1.8.2-dev.5.77", {"v1.8.1"})), "1.8.2-dev.5.77 branch");
}

TEST(VersionSource, a_tag_of_the_ci_that_is_no_version_says_nothing)
{
    EXPECT_EQ(named(job(Trigger::tag, "1.8.1", {"v1.8.1", "deployed"}, "deployed")), "1.8.1 release");
    EXPECT_EQ(named(job(Trigger::tag, std::nullopt, {"deployed"}, "deployed")), "nothing");
}

TEST(VersionSource, tags_of_other_products_of_a_monorepo_do_not_count)
{
    const VersionConfiguration hello{Order::semver, "hello/"};
    EXPECT_EQ(named(desk(std::nullopt, {{"v9.9.9", "hello/v1.0.0"}}), hello), "1.0.0 release");
    EXPECT_EQ(named(desk("1.0.0", {{"v9.9.9"}}), hello), "1.0.0 release");
}

TEST(VersionSource, the_kind_follows_from_the_version_unless_said)
{
    EXPECT_EQ(named(desk("1.8.0-rc.1", std::nullopt)), "1.8.0-rc.1 prerelease");
    EXPECT_EQ(named(desk("1.8.1-nightly.20261122.7", std::nullopt)), "1.8.1-nightly.20261122.7 nightly");
    EXPECT_EQ(named(desk(std::nullopt, {{"v2.2.0-dev"}})), "2.2.0-dev prerelease") << "a tag is no build between tags";
    auto nightly = desk("1.8.0-n.1", std::nullopt);
    nightly.kind = BuildKind::nightly;
    EXPECT_EQ(named(nightly), "1.8.0-n.1 nightly");
    nightly.kind = BuildKind::release;
    EXPECT_EQ(named(nightly),
              "usage: 1.8.0-n.1 is the version of a prerelease build, so it cannot be published as a release");
}

TEST(VersionSource, a_text_that_is_no_version_is_a_usage_error)
{
    EXPECT_EQ(named(desk("1.8", std::nullopt)), "usage: '1.8' is not a semantic version");
}

/// Kind or message of a build that no tag names.
std::string unnamed(const VersionSources& sources)
{
    const auto kind = kind_between_tags({}, sources);
    return kind ? std::string(name_of(*kind)) : kind.error().message;
}

TEST(VersionSource, what_no_tag_names_is_a_nightly_of_a_schedule_or_a_build_of_a_branch)
{
    EXPECT_EQ(unnamed(desk(std::nullopt, Tags{})), "branch");
    EXPECT_EQ(unnamed(job(Trigger::branch, std::nullopt, {})), "branch");
    EXPECT_EQ(unnamed(job(Trigger::merge_request, std::nullopt, {})), "branch");
    EXPECT_EQ(unnamed(job(Trigger::schedule, std::nullopt, {})), "nightly");
    auto said = desk(std::nullopt, Tags{});
    said.kind = BuildKind::nightly;
    EXPECT_EQ(unnamed(said), "nightly");
}

TEST(VersionSource, no_source_at_all_is_a_usage_error_that_says_which_is_missing)
{
    EXPECT_EQ(unnamed(desk(std::nullopt, std::nullopt)), "this is not a git checkout, and no version was given");
    EXPECT_EQ(unnamed(job(Trigger::tag, std::nullopt, {}, "deployed")),
              "the tag 'deployed' of the CI's job is no version, and none was given");
    auto release = desk(std::nullopt, Tags{});
    release.kind = BuildKind::release;
    EXPECT_EQ(unnamed(release), "no tag on HEAD names a version, and none was given");
}

TEST(VersionSource, a_merge_request_is_of_no_branch_of_ours)
{
    EXPECT_EQ(branch_of(job(Trigger::branch, std::nullopt, {})), "main");
    EXPECT_EQ(branch_of(job(Trigger::merge_request, std::nullopt, {})), "");
    EXPECT_EQ(branch_of(desk(std::nullopt, Tags{})), "main");
}

}  // namespace
}  // namespace tagwarden
