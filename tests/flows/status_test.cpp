// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/status.h"

#include <gtest/gtest.h>

#include "core/anchors_that_matter.h"
#include "core/attached_tag.h"
#include "core/history.h"
#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

std::string states(Story& story)
{
    std::string text;
    const auto status = story.status();
    for (const auto& it : status->channels)
        if (it.channel == "latest")
            text += it.destination + " " + std::string(name_of(it.place)) + " " + it.version + " back to " +
                    it.rollback_to + "\n";
    return text;
}

constexpr auto two_places = R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" }, mirror: { to: "oci:mirror" } }
channels: { latest: { follow: stable } }
)";

struct Status : testing::Test {
    Story story{two_places};

    void SetUp() override
    {
        ASSERT_TRUE(story.publish("1.0.0"));
        ASSERT_TRUE(story.publish("1.0.1"));
    }
};

TEST_F(Status, shows_where_each_channel_is_and_where_a_rollback_would_go)
{
    EXPECT_EQ(states(story), "hub right 1.0.1 back to 1.0.0\nmirror right 1.0.1 back to 1.0.0\n");
}

TEST_F(Status, a_foreign_move_shows_with_the_version_it_went_to)
{
    auto& tags = story.place("mirror").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("1.0.0")));
    EXPECT_EQ(states(story), "hub right 1.0.1 back to 1.0.0\nmirror foreign 1.0.0 back to \n");
}

TEST_F(Status, a_deleted_channel_and_an_overwritten_anchor_show)
{
    auto& tags = story.place("mirror").store->tags;
    tags.erase(*TagName::parse("latest"));
    tags.insert_or_assign(*TagName::parse("1.0.0"), tags.at(*TagName::parse("1.0.1")));
    EXPECT_EQ(states(story), "hub right 1.0.1 back to 1.0.0\nmirror missing  back to \n");
    const auto status = story.status();
    ASSERT_EQ(status->anchors.size(), 1U);
    EXPECT_EQ(status->anchors.front().at.str(), "oci:mirror:1.0.0");
}

TEST_F(Status, a_place_that_does_not_answer_is_part_of_the_answer)
{
    story.place("mirror").answers = false;
    EXPECT_EQ(states(story), "hub right 1.0.1 back to 1.0.0\nmirror unanswered  back to \n");
    ASSERT_EQ(story.status()->unanswered.size(), 1U);
    EXPECT_FALSE(story.status()->unanswered.begin()->second.optional);
    for (auto& target : story.targets) target.optional = target.destination == "mirror";
    EXPECT_TRUE(story.status()->unanswered.begin()->second.optional);
}

/// Deletes a release there, all of it.
void lose(Place& place, const std::string& version)
{
    const auto tag = place.store->tags.find(*TagName::parse(version));
    place.store->manifests.erase(tag->second.digest);
    place.store->tags.erase(tag);
}

TEST_F(Status, says_of_a_release_that_nobody_has_any_more_that_no_rollback_goes_there)
{
    const auto lost = [&] { return story.status()->channels.front().rollback_lost; };
    lose(story.place("hub"), "1.0.0");
    EXPECT_FALSE(lost()) << "the mirror has it";
    story.place("mirror").store->tags.erase(*TagName::parse("1.0.0"));
    EXPECT_FALSE(lost()) << "it still has the content";
    story.place("mirror").store->tags.emplace(*TagName::parse("1.0.0"), story.build("1.0.0"));
    lose(story.place("mirror"), "1.0.0");
    EXPECT_TRUE(lost());
    EXPECT_EQ(story.rollback("latest", "bad").error().kind, ErrorKind::refused);
}

std::string why_latest(Story& story)
{
    const auto status = story.status();
    for (const auto& it : status->channels)
        if (it.channel == "latest") return it.why;
    return "";
}

TEST_F(Status, says_which_platform_a_release_waits_for)
{
    story.platforms = {"linux/amd64", "linux/arm64"};
    story.place("mirror").takes_content = false;
    ASSERT_FALSE(story.publish("1.1.0"));
    EXPECT_EQ(why_latest(story), "1.0.1 is the highest stable; 1.1.0 waits for mirror: amd64, arm64 are missing there");
    story.place("mirror").takes_content = true;
    Story::build_into(story.place("mirror"), {"app", "default"}, "1.1.0", "linux/amd64");
    EXPECT_EQ(why_latest(story), "1.0.1 is the highest stable; 1.1.0 waits for mirror: arm64 is missing there");
    ASSERT_TRUE(story.publish("1.1.0"));
    EXPECT_EQ(why_latest(story), "1.1.0 is the highest stable");
}

TEST(StatusWhy, says_when_the_soak_time_of_a_release_ends)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { latest: { follow: stable, soak: 24h } }
)");
    story.clock.time = *parse_time("2026-11-23T09:59:30Z");
    ASSERT_TRUE(story.publish("1.0.0"));
    EXPECT_EQ(why_latest(story), "no eligible release; 1.0.0: soak time ends 2026-11-24 10:00 UTC");
    story.clock.time += std::chrono::hours(24);
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(why_latest(story), "1.0.0 is the highest stable");
    ASSERT_TRUE(story.publish("1.1.0"));
    EXPECT_EQ(why_latest(story), "1.0.0 is the highest stable; 1.1.0: soak time ends 2026-11-25 10:00 UTC");
    ASSERT_TRUE(story.withdraw("1.1.0", "bad"));
    EXPECT_EQ(why_latest(story), "1.0.0 is the highest stable") << "what is withdrawn is not on its way";
}

struct LongerSoak : testing::Test {
    Story story{two_places};

    void SetUp() override
    {
        story.clock.time = *parse_time("2026-11-23T10:00:00Z");
        ASSERT_TRUE(story.publish("1.0.0"));
        story.clock.time += std::chrono::hours(24);
        ASSERT_TRUE(story.publish("1.1.0"));
        story.configuration.channels.front().soak = std::chrono::hours(12);
    }
};

TEST_F(LongerSoak, takes_no_channel_down_from_what_it_is_on)
{
    ASSERT_TRUE(story.settle());
    ASSERT_TRUE(story.publish("0.9.0"));
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0");
    EXPECT_EQ(why_latest(story), "it stays on what it is on already; 1.1.0: soak time ends 2026-11-24 22:00 UTC");
}

TEST_F(LongerSoak, puts_a_place_that_has_no_channel_yet_where_the_others_are)
{
    auto& mirror = story.place("mirror");
    mirror.store->tags.erase(*TagName::parse("latest"));
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("mirror"), "latest 1.1.0");
}

TEST_F(LongerSoak, keeps_the_next_release_waiting)
{
    ASSERT_TRUE(story.publish("1.2.0"));
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0");
    story.clock.time += std::chrono::hours(12);
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "latest 1.2.0");
}

TEST_F(LongerSoak, stands_in_the_way_of_no_rollback)
{
    ASSERT_TRUE(story.rollback("latest", "bad", "1.0.0"));
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    EXPECT_TRUE(story.state().find("1.1.0")->withdrawn);
}

/// The soak time is longer now than either release is old.
struct MuchLongerSoak : LongerSoak {
    void SetUp() override
    {
        LongerSoak::SetUp();
        story.configuration.channels.front().soak = std::chrono::hours(72);
    }
};

TEST_F(MuchLongerSoak, hides_no_release_that_the_channel_was_on_from_a_rollback)
{
    ASSERT_TRUE(story.publish("1.0.5"));
    EXPECT_EQ(states(story), "hub right 1.1.0 back to 1.0.0\nmirror right 1.1.0 back to 1.0.0\n")
        << "on 1.0.5 it never was";
    const auto report = story.rollback("latest", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    EXPECT_EQ(why_latest(story),
              "it stays on what it is on already; 1.0.0: soak time ends 2026-11-26 10:00 UTC; "
              "1.0.5: soak time ends 2026-11-27 10:00 UTC");
}

TEST_F(LongerSoak, lets_a_reinstated_release_be_where_it_was)
{
    ASSERT_TRUE(story.withdraw("1.1.0", "bad"));
    ASSERT_EQ(story.channels("hub"), "latest 1.0.0");
    ASSERT_TRUE(story.reinstate("1.1.0", "it was the test"));
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0");
}

TEST(StatusOfANewPlace, says_what_the_channel_was_put_on_elsewhere)
{
    Story story(two_places);
    std::erase_if(story.targets, [](const Target& target) { return target.destination == "mirror"; });
    story.clock.time = *parse_time("2026-11-23T10:00:00Z");
    ASSERT_TRUE(story.publish("1.0.0"));
    story.turn_to("");
    story.configuration.channels.front().soak = std::chrono::hours(12);
    const auto report = story.settle();
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_EQ(report->proposal.plan.channels.size(), 1U);
    EXPECT_EQ(report->proposal.plan.channels.front().why,
              "it was put on 1.0.0 already; 1.0.0: soak time ends 2026-11-23 22:00 UTC");
}

TEST(StatusOfANewPlace, reports_no_channel_as_stranded_that_never_was_there)
{
    Story story(two_places);
    std::erase_if(story.targets, [](const Target& target) { return target.destination == "mirror"; });
    ASSERT_TRUE(story.publish("1.0.0"));
    story.turn_to("");
    const auto report = story.withdraw("1.0.0", "bad");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->proposal.plan.stays,
              (std::vector<Stay>{{"latest", "hub", "1.0.0", "no eligible release", true, "latest"}}));
    EXPECT_EQ(states(story), "hub stranded 1.0.0 back to \n");
    story.place("mirror").store->tags.emplace(*TagName::parse("latest"), story.build("9.9.9"));
    EXPECT_EQ(states(story), "hub stranded 1.0.0 back to \nmirror foreign  back to \n");
}

TEST(StatusOfANewPlace, a_publish_calls_no_channel_stranded_that_never_was_there_either)
{
    Story story(two_places);
    std::erase_if(story.targets, [](const Target& target) { return target.destination == "mirror"; });
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.withdraw("1.0.0", "bad"));
    story.turn_to("");
    const auto report = story.publish("1.1.0-rc.1");
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->proposal.plan.stays,
              (std::vector<Stay>{{"latest", "", "1.0.0", "it follows stable builds; 1.1.0-rc.1 is a prerelease build",
                                  true, "latest"}}));
}

TEST(StatusOfAnUnknownPlace, counts_no_tag_that_names_what_is_attached)
{
    Story story(one_image);
    const auto image = story.build("1.0.0");
    auto& tags = story.place("hub").store->tags;
    tags.emplace(cosign_tags(image.digest).front(), image);
    EXPECT_TRUE(story.status()->unknown.empty());
    tags.emplace(*TagName::parse("latest"), image);
    EXPECT_EQ(story.status()->unknown, (std::map<Location, std::size_t>{{*Location::parse("oci:hub"), 1}}));
}

TEST(StatusOfAnUnknownPlace, says_that_there_are_tags)
{
    Story story(one_image);
    EXPECT_TRUE(story.status()->unknown.empty());
    auto& tags = story.place("hub").store->tags;
    for (const auto* tag : {"v1.0.0", "latest"}) tags.emplace(*TagName::parse(tag), story.build("1.0.0"));
    const auto hub = *Location::parse("oci:hub");
    EXPECT_EQ(story.status()->unknown, (std::map<Location, std::size_t>{{hub, 2}}));
    tags.clear();
    ASSERT_TRUE(story.publish("1.0.0"));
    EXPECT_TRUE(story.status()->unknown.empty());
}

TEST(Follow, that_says_something_else_now_may_take_a_channel_down)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.1.0-rc.1"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1.0 1.0.0\nlatest 1.0.0\nrc 1.1.0-rc.1");
    story.configuration.channels.back().follow = story.configuration.channels.front().follow;
    ASSERT_TRUE(story.settle());
    EXPECT_EQ(story.channels("hub"), "1 1.0.0\n1.0 1.0.0\nlatest 1.0.0\nrc 1.0.0");
}

TEST(StatusWhy, says_of_which_line_there_is_no_eligible_release)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { "{major}": { follow: stable } }
)");
    ASSERT_TRUE(story.publish("2.0.0"));
    const auto report = story.withdraw("2.0.0", "bad");
    ASSERT_TRUE(report);
    EXPECT_EQ(report->proposal.plan.stays,
              (std::vector<Stay>{{"2", "hub", "2.0.0", "no eligible release of line 2", true, "2"}}));
    const auto status = story.status();
    EXPECT_EQ(status->channels.front().place, ChannelStatus::Place::stranded);
    EXPECT_EQ(status->channels.front().why, "no eligible release of line 2");
}

/// The anchors that status asked for.
std::size_t asked(Story& story, Anchors anchors)
{
    ReadPlaces places;
    for (const auto& [location, place] : story.places) places.emplace(location, place.get());
    return product_status(story.product(), story.ledger, places, story.clock.now(), anchors)->anchors_asked;
}

TEST(StatusAnchors, of_many_releases_those_that_matter_are_looked_at_and_all_on_demand)
{
    Story story(R"(
product: app
images: { app: {} }
destinations: { hub: { to: "oci:hub" } }
channels: { "{major}": { follow: stable } }
)");
    using namespace std::chrono_literals;
    for (const std::string version : {"1.0.0", "1.0.1", "1.0.2", "1.0.3"}) {
        ASSERT_TRUE(story.publish(version));
        story.clock.time += 1h;
    }
    for (std::size_t i = 0; i < latest_that_matter; ++i) {
        ASSERT_TRUE(story.publish("2.0." + std::to_string(i)));
        story.clock.time += 1h;
    }
    // Channel 1 is on 1.0.3 and could go back to 1.0.2; nobody asks for 1.0.0 and 1.0.1.
    EXPECT_EQ(asked(story, Anchors::that_matter), latest_that_matter + 2);
    EXPECT_EQ(asked(story, Anchors::all), latest_that_matter + 4);
    ASSERT_TRUE(story.withdraw("1.0.0", "bad"));
    EXPECT_EQ(asked(story, Anchors::that_matter), latest_that_matter + 3) << "withdrawn ones matter";
}

TEST_F(Status, says_whether_the_release_a_rollback_would_go_to_is_complete_there)
{
    const auto status = story.status();
    const auto& channel = status->channels.front();
    EXPECT_EQ(channel.rollback_to, "1.0.0");
    EXPECT_TRUE(channel.rollback_complete);
}

TEST(StatusOfALaggingPlace, a_rollback_would_copy_what_it_lacks_there_first)
{
    Story story(with_optional_mirror);
    story.place("mirror").takes_content = false;
    ASSERT_TRUE(story.publish("1.0.0"));
    story.place("mirror").takes_content = true;
    ASSERT_TRUE(story.publish("1.0.1"));
    std::string text;
    const auto status = story.status();
    for (const auto& it : status->channels)
        text += it.destination + " " + it.rollback_to + (it.rollback_complete ? " complete\n" : " lacking\n");
    EXPECT_EQ(text, "hub 1.0.0 complete\nmirror 1.0.0 lacking\n");
}

/// The channels of a status: "edge stranded 1.0.0: no eligible release".
std::vector<std::string> lines_of(const ProductStatus& status)
{
    std::vector<std::string> lines;
    for (const auto& it : status.channels)
        lines.push_back(it.channel + " " + std::string(name_of(it.place)) + " " + it.version + ": " + it.why);
    return lines;
}

TEST(StatusOfAChangedRule, a_channel_whose_rule_matches_nothing_any_more_is_stranded)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    for (auto& rule : story.configuration.channels)
        if (rule.name.str() == "rc") rule.follow.rule = Follow::Rule::nightly;
    EXPECT_EQ(lines_of(*story.status()).back(), "rc stranded 1.0.0: no eligible release");
    const auto report = story.settle();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->proposal.plan.stays,
              (std::vector<Stay>{{"rc", "hub", "1.0.0", "no eligible release", true, "rc"}}));
    const auto refused = story.rollback("rc", "bad");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused) << refused.error().message;

    std::erase_if(story.configuration.channels, [](const auto& rule) { return rule.name.str() == "rc"; });
    EXPECT_EQ(story.status()->channels.size(), 3U) << "what is configured no more is no channel";
}

TEST(StatusOfAnAbandonedPublish, has_no_channel_of_a_release_that_nobody_brings)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    story.at_step = [&](std::string_view step) { story.stop.asked = step == "content-brought"; };
    ASSERT_FALSE(story.publish("2.0.0"));
    const auto lines = lines_of(*story.status());
    EXPECT_EQ(lines.size(), 4U) << lines.back();
    const auto told = *history_of(*story.ledger.entries(), "", {"2.0.0"});
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().result, Outcome::Result::abandoned);
}

TEST_F(Status, never_writes)
{
    const int writes = story.place("hub").writes;
    const auto entries = story.entries();
    ASSERT_TRUE(story.status());
    EXPECT_EQ(story.place("hub").writes, writes);
    EXPECT_EQ(story.entries(), entries);
}

}  // namespace
}  // namespace tagwarden::tests
