// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_source.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

VersionSources sources(std::optional<std::string> given, std::optional<std::vector<std::string>> tags)
{
    VersionSources all{std::move(given), std::nullopt, std::nullopt};
    if (tags) all.checkout = CheckoutFacts{"abc", {}, "main", *tags, false, false};
    return all;
}

TEST(VersionSource, the_tag_on_head_or_what_is_given_decides)
{
    EXPECT_EQ(choose_version({}, sources(std::nullopt, {{"v1.8.1"}}))->version.str(), "1.8.1");
    EXPECT_EQ(choose_version({}, sources(std::nullopt, {{"1.8.1", "unrelated"}}))->version.str(), "1.8.1");
    EXPECT_EQ(choose_version({}, sources("v1.8.1", std::nullopt))->version.str(), "1.8.1");
    EXPECT_EQ(choose_version({}, sources("1.8.1", {{"v1.8.1"}}))->version.str(), "1.8.1");
}

TEST(VersionSource, two_sources_that_differ_refuse)
{
    const auto error = choose_version({}, sources("1.8.0", {{"v1.8.1"}})).error();
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_EQ(error.message, "--version says 1.8.0, the tag on HEAD says v1.8.1");
}

TEST(VersionSource, of_a_release_and_its_candidate_on_one_commit_the_release_is_meant)
{
    EXPECT_EQ(choose_version({}, sources(std::nullopt, {{"v0.6.3-rc1", "v0.6.3"}}))->version.str(), "0.6.3");
    EXPECT_EQ(choose_version({}, sources("0.6.3-rc1", {{"v0.6.3-rc1", "v0.6.3"}}))->version.str(), "0.6.3-rc1");
}

TEST(VersionSource, no_source_is_a_usage_error_that_says_which_is_missing)
{
    EXPECT_EQ(choose_version({}, sources(std::nullopt, std::nullopt)).error().kind, ErrorKind::usage);
    EXPECT_EQ(choose_version({}, sources(std::nullopt, {{}})).error().message,
              "no tag on HEAD names a version, and none was given");
}

TEST(VersionSource, tags_of_other_products_of_a_monorepo_do_not_count)
{
    const VersionConfiguration hello{Order::semver, "hello/"};
    EXPECT_EQ(choose_version(hello, sources(std::nullopt, {{"v9.9.9", "hello/v1.0.0"}}))->version.str(), "1.0.0");
    EXPECT_EQ(choose_version(hello, sources("1.0.0", {{"v9.9.9"}}))->version.str(), "1.0.0");
}

TEST(VersionSource, the_kind_follows_from_the_version_unless_said)
{
    EXPECT_EQ(choose_version({}, sources("1.8.0-rc.1", std::nullopt))->kind, BuildKind::prerelease);
    EXPECT_EQ(choose_version({}, sources("1.8.0", std::nullopt))->kind, BuildKind::release);
    auto nightly = sources("1.8.0-n.1", std::nullopt);
    nightly.kind = BuildKind::nightly;
    EXPECT_EQ(choose_version({}, nightly)->kind, BuildKind::nightly);
}

}  // namespace
}  // namespace tagwarden
