// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// The product of examples/omnibus-gitlab, in memory: what its configuration promises, and what its real tags make of
// it.

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "base/text.h"
#include "core/history.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

std::string example()
{
    std::ostringstream text;
    text << std::ifstream(TAGWARDEN_EXAMPLES "/omnibus-gitlab/tagwarden.yaml").rdbuf();
    return text.str();
}

struct Gitlab {
    Story story{example(),
                {{"env.CI_REGISTRY_IMAGE", "dev.example.com/omnibus"}, {"env.PUBLIC_REGISTRY_IMAGE", "gitlab"}}};

    void publish(const std::string& version)
    {
        const auto report = story.publish(version);
        ASSERT_TRUE(report) << version << ": " << report.error().message;
    }

    /// What a channel is on, at both registries: they never differ.
    std::string on(const std::string& channel)
    {
        std::set<std::string> versions;
        const auto state = story.state();
        for (const auto& row : state.tags)
            if (row.role() == Role::channel && row.channel() == channel) versions.emplace(row.version());
        EXPECT_LE(versions.size(), 1U) << channel;
        return versions.empty() ? "" : *versions.begin();
    }
};

struct Omnibus : testing::Test, Gitlab {};

TEST_F(Omnibus, a_feature_branch_goes_to_the_registry_of_its_builder_alone)
{
    publish("13.1.1+rfbranch.159743.eb538eaf-0");
    constexpr auto slug = "13.1.1-rfbranch.159743.eb538eaf-0 13.1.1+rfbranch.159743.eb538eaf-0";
    EXPECT_EQ(story.tags("builder"), slug);
    EXPECT_EQ(story.tags("qa"), slug);
    EXPECT_EQ(story.tags("public"), "");
    EXPECT_EQ(story.place("builder").store,
              story.places.at(*Location::parse("dev.example.com/omnibus/gitlab-ce"))->store);
}

TEST_F(Omnibus, a_nightly_is_nightly_in_both)
{
    publish("13.1.1+rnightly.159756.b2b5f05e-0");
    constexpr auto both =
        "13.1.1-rnightly.159756.b2b5f05e-0 13.1.1+rnightly.159756.b2b5f05e-0\n"
        "nightly 13.1.1+rnightly.159756.b2b5f05e-0";
    EXPECT_EQ(story.tags("builder"), both);
    EXPECT_EQ(story.tags("public"), both);
}

TEST_F(Omnibus, a_candidate_is_rc_and_its_release_takes_both_names)
{
    publish("13.1.0-rc42.ce.0");
    EXPECT_EQ(story.tags("public"), "13.1.0-rc42.ce.0 13.1.0-rc42.ce.0\nrc 13.1.0-rc42.ce.0");
    publish("13.1.0-ce.0");
    EXPECT_EQ(story.tags("public"),
              "13.1.0-ce.0 13.1.0-ce.0\n13.1.0-rc42.ce.0 13.1.0-rc42.ce.0\nlatest 13.1.0-ce.0\nrc 13.1.0-ce.0");
}

TEST_F(Omnibus, a_back_port_does_not_take_latest_and_is_told_why)
{
    publish("19.2.2-ce.0");
    const auto report = story.publish("19.1.4-ce.0");
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->proposal.plan.channels.empty());
    EXPECT_NE(std::ranges::find(report->proposal.plan.stays,
                                Stay{"latest", "", "19.2.2-ce.0",
                                     "19.1.4-ce.0 is not the highest stable: 19.2.2-ce.0 is", false, "latest"}),
              report->proposal.plan.stays.end());
}

TEST_F(Omnibus, the_tests_of_a_build_carry_the_commit_of_the_project_that_started_it)
{
    const std::string commit = "6d1f4a0e0b0c4d5e6f708192a3b4c5d6e7f80910";
    story.upstream_commit = commit;
    publish("13.1.1+rfbranch.159743.eb538eaf-0");
    EXPECT_EQ(story.tags("qa"), commit + " 13.1.1+rfbranch.159743.eb538eaf-0");
    EXPECT_EQ(story.tags("builder"), "13.1.1-rfbranch.159743.eb538eaf-0 13.1.1+rfbranch.159743.eb538eaf-0");
    EXPECT_EQ(story.state().find("13.1.1+rfbranch.159743.eb538eaf-0")->release.upstream_commit, commit);
}

TEST_F(Omnibus, the_tests_of_a_release_have_no_channel_and_are_nowhere_public)
{
    publish("13.1.0-ce.0");
    EXPECT_EQ(story.tags("qa"), "13.1.0-ce.0 13.1.0-ce.0");
    for (const auto& target : story.targets)
        if (target.image == "qa") {
            EXPECT_EQ(target.location.str(), "dev.example.com/omnibus/gitlab-ce-qa");
        }
}

TEST_F(Omnibus, each_edition_has_versions_channels_and_decisions_of_its_own)
{
    publish("19.1.0-ce.0");
    publish("19.2.0-ce.0");
    story.turn_to("ee");
    publish("19.1.0-ee.0");
    EXPECT_EQ(story.tags("public"), "19.1.0-ee.0 19.1.0-ee.0\nlatest 19.1.0-ee.0\nrc 19.1.0-ee.0");
    EXPECT_EQ(story.state().find("19.2.0-ce.0"), nullptr);
    EXPECT_EQ(history_of(*story.ledger.entries(), "ee", {"latest"})->size(), 1U);
    EXPECT_EQ(story.rollback("latest", "no").error().kind, ErrorKind::refused) << "ee has no earlier release";

    story.turn_to("ce");
    ASSERT_TRUE(story.rollback("latest", "crashes"));
    EXPECT_NE(story.tags("public").find("latest 19.1.0-ce.0"), std::string::npos);
    story.turn_to("ee");
    EXPECT_NE(story.tags("public").find("latest 19.1.0-ee.0"), std::string::npos);
}

TEST_F(Omnibus, the_lease_of_one_edition_does_not_keep_the_other_waiting)
{
    ASSERT_TRUE(story.ledger.acquire("ee", "somebody else", story.clock.now(), std::chrono::seconds(300)));
    publish("19.1.0-ce.0");
    story.turn_to("ee");
    EXPECT_EQ(story.publish("19.1.0-ee.0").error().kind, ErrorKind::busy);
}

// --- what really happened --------------------------------------------------------------------------------------------

/// A row `floating.replay` of tests/data/omnibus.tsv: a tag as it was made, and what latest and rc did.
struct Tagged {
    std::string id;
    std::string stable_before;
    std::string any_before;
    std::string tag;
    bool moves_latest = false;
    bool moves_rc = false;
};

std::vector<Tagged> replay()
{
    std::vector<Tagged> rows;
    std::ifstream file(TAGWARDEN_TEST_DATA "/omnibus.tsv");
    for (std::string line; std::getline(file, line);) {
        const auto cells = split(line, '\t');
        if (cells.at(1) != "floating.replay") continue;
        std::map<std::string, std::string, std::less<>> inputs;
        for (const auto input : split(cells[2], ';'))
            inputs.emplace(input.substr(0, input.find('=')), input.substr(input.find('=') + 1));
        rows.push_back({std::string(cells[0]), inputs["latest_stable_before"], inputs["latest_any_before"],
                        inputs["new_tag"], cells[3].find("latest=move") != std::string_view::npos,
                        cells[3].find("rc=move") != std::string_view::npos});
    }
    return rows;
}

/// 19.1.0-ee.0 of the tag 19.1.0+ee.0.
std::string version_of(std::string tag)
{
    std::ranges::replace(tag, '+', '-');
    return tag;
}

struct Replay : Omnibus {
    Replay() { story.turn_to("ee"); }
};

TEST_F(Replay, the_real_tags_of_2026_move_latest_and_rc_as_their_rows_say)
{
    const auto rows = replay();
    ASSERT_EQ(rows.size(), 10U);
    publish(version_of(rows.front().any_before));
    for (const auto& row : rows) {
        ASSERT_EQ(on("latest"), version_of(row.stable_before)) << row.id;
        ASSERT_EQ(on("rc"), version_of(row.any_before)) << row.id;
        publish(version_of(row.tag));
        ASSERT_EQ(on("latest"), version_of(row.moves_latest ? row.tag : row.stable_before)) << row.id;
        ASSERT_EQ(on("rc"), version_of(row.moves_rc ? row.tag : row.any_before)) << row.id;
    }
}

TEST_F(Replay, every_order_of_arrival_ends_in_the_same_channels)
{
    std::vector<std::string> some;
    for (const auto& row : replay())
        if (row.id == "R002" || row.id == "R003" || row.id == "R004" || row.id == "R005")
            some.push_back(version_of(row.tag));
    ASSERT_EQ(some.size(), 4U);
    std::ranges::sort(some);
    int orders = 0;
    do {
        Gitlab fresh;
        fresh.story.turn_to("ee");
        for (const auto& version : some) fresh.publish(version);
        ASSERT_EQ(fresh.on("latest") + " " + fresh.on("rc"), "19.1.1-ee.0 19.1.1-ee.0") << orders;
        ++orders;
    } while (std::ranges::next_permutation(some).found);
    EXPECT_EQ(orders, 24);
}

}  // namespace
}  // namespace tagwarden::tests
