// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/version_between_tags.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

const std::string commit = "4b08305257001122334455667788990011223344";

const Time november = *parse_time("2026-11-22T23:59:59Z");

UntaggedBuild build(BuildKind kind = BuildKind::branch)
{
    return {kind, {}, 5, 77, november, commit, false};
}

/// The version after this tag; its text, or what is wrong.
std::string after(const std::string& tag, UntaggedBuild build, const VersionConfiguration& scheme = {})
{
    if (!tag.empty()) build.base = TaggedVersion{tag, *version_in_tag(scheme, tag)};
    const auto version = version_between_tags(scheme, build);
    return version ? version->str() : version.error().message;
}

TEST(VersionBetweenTags, goes_on_to_the_next_patch_after_a_release)
{
    EXPECT_EQ(after("v1.8.1", build()), "1.8.2-dev.5.77+g4b083052");
    EXPECT_EQ(after("v1.8.1", build(BuildKind::nightly)), "1.8.2-nightly.20261122.77+g4b083052");
    EXPECT_EQ(after("1.8.9", build()), "1.8.10-dev.5.77+g4b083052");
    EXPECT_EQ(after("1.8.99999999999999999999", build()), "1.8.100000000000000000000-dev.5.77+g4b083052");
    EXPECT_EQ(after("1.8.1+exp", build()), "1.8.2-dev.5.77+g4b083052");
}

TEST(VersionBetweenTags, goes_on_from_a_prerelease_without_leaving_it)
{
    EXPECT_EQ(after("v1.9.0-rc.1", build()), "1.9.0-rc.1.dev.5.77+g4b083052");
    EXPECT_EQ(after("v1.9.0-rc.1+exp", build()), "1.9.0-rc.1.dev.5.77+g4b083052");
    EXPECT_EQ(after("v1.9.0-rc.1", build(BuildKind::nightly)), "1.9.0-rc.1.nightly.20261122.77+g4b083052");
}

TEST(VersionBetweenTags, begins_before_the_first_tag)
{
    EXPECT_EQ(after("", build()), "0.0.1-dev.5.77+g4b083052");
}

TEST(VersionBetweenTags, says_when_there_are_uncommitted_changes)
{
    auto dirty = build();
    dirty.dirty = true;
    EXPECT_EQ(after("v1.8.1", dirty), "1.8.2-dev.5.77+g4b083052.dirty");
}

TEST(VersionBetweenTags, is_above_its_base_and_below_what_comes_next)
{
    const auto v = [](const std::string& text) { return *Version::parse(Order::semver, text); };
    for (const auto& [base, next] : {std::pair{"1.8.1", "1.8.2"}, std::pair{"1.9.0-rc.1", "1.9.0-rc.2"}}) {
        const auto between = v(after(base, build()));
        EXPECT_LT(v(base), between);
        EXPECT_LT(between, v(next));
    }
}

TEST(VersionBetweenTags, a_calendar_goes_on_to_the_day_of_the_build)
{
    VersionConfiguration scheme{Order::calver, "", *CalendarFormat::parse("YYYY.MM.MICRO")};
    EXPECT_EQ(after("2026.10.4", build(), scheme), "2026.11.0-dev.5.77+g4b083052");
    EXPECT_EQ(after("2026.11.0", build(), scheme), "2026.11.1-dev.5.77+g4b083052");
    EXPECT_EQ(after("2026.12.3", build(), scheme), "2026.12.4-dev.5.77+g4b083052") << "never below the last release";
    EXPECT_EQ(after("2026.11.0-rc.1", build(), scheme), "2026.11.0-rc.1.dev.5.77+g4b083052");
    EXPECT_EQ(after("", build(), scheme), "2026.11.0-dev.5.77+g4b083052");
}

TEST(VersionBetweenTags, a_pattern_goes_on_in_the_orders_that_have_a_form_for_it)
{
    VersionConfiguration scheme{Order::natural, "", {}, *Pattern::parse("^app_(?P<version>.+)$")};
    EXPECT_EQ(after("app_1.2.3.4", build(), scheme), "1.2.3.5-dev.5.77+g4b083052");
    scheme.order = Order::deb;
    EXPECT_EQ(after("app_1.2", build(), scheme),
              "no tag on HEAD names a version, and the order deb has no form for a build between tags");
}

}  // namespace
}  // namespace tagwarden
