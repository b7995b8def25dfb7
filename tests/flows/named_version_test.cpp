// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// Versions as people type them, in every command that takes one.

#include <gtest/gtest.h>

#include "core/history.h"
#include "core/version_lookup.h"
#include "flows/resolve.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

constexpr auto with_manual_channel = R"(
product: app
images: { app: { anchor: "release-{version}", variants: { default: "", slim: "-slim" } } }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable }, lts: { follow: manual } }
)";

/// Each is 1.0.0: as a git tag has it, as its anchor is, and as that of a variant is.
struct NamedVersion : testing::TestWithParam<std::string> {
    Story story{with_manual_channel};

    void SetUp() override
    {
        for (const auto* version : {"1.0.0", "1.1.0"}) ASSERT_TRUE(story.publish(version));
    }

    std::string latest()
    {
        const auto tags = story.tags("hub");
        const auto at = tags.find("latest ");
        return tags.substr(at, tags.find('\n', at) - at);
    }
};

TEST_P(NamedVersion, is_where_a_rollback_goes)
{
    const auto report = story.rollback("latest", "bad", GetParam());
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(latest(), "latest 1.0.0");
}

TEST_P(NamedVersion, is_where_a_channel_is_held)
{
    ASSERT_TRUE(story.hold("latest", "freeze", GetParam()));
    EXPECT_EQ(story.state().holds.at("latest").version, "1.0.0");
    EXPECT_EQ(latest(), "latest 1.0.0");
}

TEST_P(NamedVersion, is_promoted)
{
    const auto report = story.promote(GetParam(), "lts", "proven");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_NE(story.tags("hub").find("lts 1.0.0"), std::string::npos);
}

TEST_P(NamedVersion, is_withdrawn_and_reinstated)
{
    const auto withdrawn = story.withdraw(GetParam(), "bad");
    ASSERT_TRUE(withdrawn) << withdrawn.error().message;
    EXPECT_EQ(withdrawn->proposal.plan.subject, "1.0.0");
    ASSERT_TRUE(story.reinstate(GetParam(), "good"));
    EXPECT_FALSE(story.state().find("1.0.0")->withdrawn);
}

TEST_P(NamedVersion, is_repaired)
{
    story.place("hub").store->tags.erase(*TagName::parse("release-1.0.0"));
    const auto report = story.repair(GetParam(), "");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_TRUE(story.place("hub").store->tags.contains(*TagName::parse("release-1.0.0")));
}

TEST_P(NamedVersion, is_resolved)
{
    const ReadPlaces places{{story.targets.front().location, &story.place("hub")}};
    const auto resolved = resolve(story.product(), {GetParam(), "", "", ""}, story.ledger, places);
    ASSERT_TRUE(resolved) << resolved.error().message;
    EXPECT_EQ(resolved->version, "1.0.0");
}

TEST_P(NamedVersion, has_a_history)
{
    for (const auto& question : {HistoryQuestion{"", "", "", GetParam()}, HistoryQuestion{GetParam(), "", "", ""}})
        EXPECT_FALSE(history_of(*story.ledger.entries(), "", question)->empty());
}

INSTANTIATE_TEST_SUITE_P(Spellings, NamedVersion,
                         testing::Values("1.0.0", "v1.0.0", "release-1.0.0", "release-1.0.0-slim"));

struct TypedVersion : testing::Test {
    Story story{unread};

    void SetUp() override
    {
        for (const auto* version : {"1.0.0+a", "1.1.0+a", "1.1.0+b"}) ASSERT_TRUE(story.publish(version));
    }
};

TEST_F(TypedVersion, needs_no_build_that_is_the_only_one)
{
    EXPECT_EQ((*find_version(story.state(), "v1.0.0"))->version(), "1.0.0+a");
    EXPECT_EQ((*find_version(story.state(), "v1.1.0+b"))->version(), "1.1.0+b");
}

TEST_F(TypedVersion, that_may_be_one_of_two_is_neither)
{
    const auto error = find_version(story.state(), "1.1.0").error();
    EXPECT_EQ(error.kind, ErrorKind::usage);
    EXPECT_EQ(error.message, "'1.1.0' may be 1.1.0+a or 1.1.0+b");
}

TEST_F(TypedVersion, that_may_be_one_of_two_is_asked_about_where_it_is_resolved_and_in_history)
{
    const auto resolved = resolve(story.product(), {"1.1.0", "", "", ""}, story.ledger, {});
    EXPECT_EQ(resolved.error().message, "'1.1.0' may be 1.1.0+a or 1.1.0+b");
    const auto entries = *story.ledger.entries();
    for (const auto& question : {HistoryQuestion{"", "", "", "1.1.0"}, HistoryQuestion{"1.1.0", "", "", ""}}) {
        EXPECT_EQ(history_of(entries, "", question).error().kind, ErrorKind::usage);
        EXPECT_EQ(channels_then(entries, "", story.clock.now(), question).error().kind, ErrorKind::usage);
    }
}

TEST_F(TypedVersion, that_nobody_published_is_not_found)
{
    for (const auto* text : {"v1.2.0", "1.0.0+c", "latest", ""})
        EXPECT_EQ(find_version(story.state(), text).error().kind, ErrorKind::not_found) << text;
}

}  // namespace
}  // namespace tagwarden::tests
