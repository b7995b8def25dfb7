// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/history.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

using namespace std::chrono_literals;

const Location hub = *Location::parse("hub.example/app");
const Location mirror = *Location::parse("mirror.example/app");

/// Three days of a product: 1.8.0, then 8, then 8 is found to be bad and everything goes back.
class Days {
public:
    explicit Days(std::string edition = "") : edition_(std::move(edition))
    {
        publish("2026-03-02T10:00:00Z", "1.8.0", "");
        publish("2026-03-03T15:00:00Z", "8", "1.8.0");
        add("2026-03-05T09:00:00Z", "jane", VersionWithdrawn{"8", "regression"});
        move("2026-03-05T09:00:00Z", "jane", "rollback", "latest", "regression", "1.8.0", "8");
        add("2026-03-06T09:00:00Z", "jane", ChannelHeld{"8", "1.8.0", "a freeze of the channel that is named 8"});
    }

    std::vector<Entry> entries() const { return seal({}, drafts_); }

private:
    void add(const std::string& time, const std::string& actor, EntryBody body)
    {
        drafts_.push_back({edition_, *parse_time(time), actor, std::move(body)});
    }

    void publish(const std::string& time, const std::string& version, const std::string& before)
    {
        add(time, "ci",
            ReleaseAnnounced{Release{
                "", *Version::parse(Order::natural, version), BuildKind::release, "", "", 0, *parse_time(time), {}}});
        move(time, "ci", "publish", version, "", version, before);
    }

    void move(const std::string& time, const std::string& actor, const std::string& operation,
              const std::string& subject, const std::string& reason, const std::string& to, const std::string& from)
    {
        std::vector<PlannedMove> moves;
        for (const auto& [destination, location] : {std::pair("hub", hub), std::pair("mirror", mirror)})
            for (const auto& [variant, tag] : {std::pair("default", "latest"), std::pair("rocm", "rocm")})
                moves.push_back({Role::channel,
                                 destination,
                                 location,
                                 {"app", variant},
                                 "latest",
                                 {*TagName::parse(tag), std::nullopt, {"", Digest::of(to + variant), 1}},
                                 from,
                                 to,
                                 to + " is the highest stable"});
        add(time, actor, Intent{operation, subject, reason, false, moves});
        add(time, actor, Outcome{static_cast<std::int64_t>(drafts_.size()), Outcome::Result::done, moves, "", {}, ""});
    }

    std::string edition_;
    std::vector<Draft> drafts_;
};

std::string told(const HistoryQuestion& question)
{
    std::string text;
    const auto rows = history_of(Days().entries(), "", question);
    for (const auto& row : *rows) text += row.operation + " " + row.subject + " " + row.from + ">" + row.to + "\n";
    return text;
}

std::string then(const std::string& time, const HistoryQuestion& question = {})
{
    std::string text;
    const auto channels = channels_then(Days().entries(), "", *parse_time(time), question);
    for (const auto& it : *channels)
        text += it.tag.str() + " of " + it.channel + " on " + it.version + " at " + std::to_string(it.places.size()) +
                " by " + it.decision.actor + (it.withdrawn ? ", withdrawn: " + it.withdrawn->reason : "") + "\n";
    return text;
}

TEST(History, a_name_means_a_channel_a_tag_or_a_version_whichever_it_is)
{
    EXPECT_EQ(told({"8"}), "publish latest 1.8.0>8\nwithdraw 8 >\nrollback latest 8>1.8.0\nhold 8 >1.8.0\n");
}

TEST(History, options_say_which_of_them_is_meant)
{
    EXPECT_EQ(told({"", "8"}), "hold 8 >1.8.0\n") << "the channel";
    EXPECT_EQ(told({"", "", "", "8"}), "publish latest 1.8.0>8\nwithdraw 8 >\nrollback latest 8>1.8.0\n")
        << "the version";
    EXPECT_EQ(told({"", "", "8"}), "") << "there is no tag 8";
    EXPECT_EQ(told({"", "", "rocm"}), "publish latest >1.8.0\npublish latest 1.8.0>8\nrollback latest 8>1.8.0\n");
}

TEST(History, the_story_of_a_channel_has_the_withdrawals_of_what_it_was_on)
{
    EXPECT_EQ(told({"", "latest"}),
              "publish latest >1.8.0\npublish latest 1.8.0>8\nwithdraw 8 >\nrollback latest 8>1.8.0\n");
}

TEST(History, all_options_have_to_hold)
{
    EXPECT_EQ(told({"8", "", "rocm"}), "publish latest 1.8.0>8\nrollback latest 8>1.8.0\n");
}

TEST(ChannelsThen, says_what_every_channel_was_on_that_day)
{
    EXPECT_EQ(then("2026-03-02T09:59:59Z"), "");
    EXPECT_EQ(then("2026-03-02T10:00:00Z"),
              "latest of latest on 1.8.0 at 2 by ci\nrocm of latest on 1.8.0 at 2 by ci\n");
    EXPECT_EQ(then("2026-03-06T00:00:00Z", {"", "", "latest"}), "latest of latest on 1.8.0 at 2 by jane\n");
}

TEST(ChannelsThen, says_that_a_version_was_withdrawn_since)
{
    EXPECT_EQ(then("2026-03-03T23:59:59Z"),
              "latest of latest on 8 at 2 by ci, withdrawn: regression\n"
              "rocm of latest on 8 at 2 by ci, withdrawn: regression\n");
}

TEST(ChannelsThen, says_why_by_the_rule_where_nobody_gave_a_reason)
{
    const auto why = [](const std::string& time) {
        return channels_then(Days().entries(), "", *parse_time(time), {})->front().decision.reason;
    };
    EXPECT_EQ(why("2026-03-02T10:00:00Z"), "1.8.0 is the highest stable");
    EXPECT_EQ(why("2026-03-03T23:59:59Z"), "8 is the highest stable");
    EXPECT_EQ(why("2026-03-06T00:00:00Z"), "regression");
}

TEST(ChannelsThen, is_narrowed_as_the_story_is)
{
    EXPECT_EQ(then("2026-03-03T23:59:59Z", {"rocm"}), "rocm of latest on 8 at 2 by ci, withdrawn: regression\n");
    EXPECT_EQ(then("2026-03-03T23:59:59Z", {"", "", "", "1.8.0"}), "");
    EXPECT_EQ(then("2026-03-03T23:59:59Z", {"", "nightly"}), "");
}

TEST(History, says_of_which_edition_it_is)
{
    EXPECT_TRUE(history_of(Days().entries(), "ee", {})->empty());
    EXPECT_TRUE(channels_then(Days().entries(), "ee", *parse_time("2026-03-04T00:00:00Z"), {})->empty());
    const auto entries = Days("ee").entries();
    EXPECT_EQ(history_of(entries, "ee", {})->front().edition, "ee");
    EXPECT_EQ(channels_then(entries, "ee", *parse_time("2026-03-04T00:00:00Z"), {})->front().edition, "ee");
}

TEST(ChannelsThen, has_the_digest_that_the_tag_named)
{
    const auto channels = *channels_then(Days().entries(), "", *parse_time("2026-03-04T00:00:00Z"), {"latest"});
    ASSERT_EQ(channels.size(), 2U);
    EXPECT_EQ(channels.front().digest, Digest::of("8default"));
    EXPECT_EQ(channels.back().digest, Digest::of("8rocm"));
}

/// A channel at one place, moved by us and by others.
class Hands {
public:
    void move(const std::string& from, const std::string& to, bool take_over = false)
    {
        PlannedMove one{Role::channel,
                        "hub",
                        hub,
                        {"app", "default"},
                        "latest",
                        {*TagName::parse("latest"), {}, {"", Digest::of(to)}},
                        "",
                        to,
                        ""};
        if (!from.empty()) one.move.from = Digest::of(from);
        drafts_.push_back({"", {}, "ci", Intent{"publish", to, "", take_over, {{one}}}});
        const auto intent = static_cast<std::int64_t>(drafts_.size());
        drafts_.push_back({"", {}, "ci", Outcome{intent, Outcome::Result::done, {{one}}, "", {}, ""}});
    }

    HistoryRow last() const { return history_of(seal({}, drafts_), "", {})->back(); }

private:
    std::vector<Draft> drafts_;
};

TEST(History, tells_what_the_ledger_had_recorded_from_what_somebody_else_made_of_it)
{
    Hands hands;
    hands.move("", "1.0.0");
    EXPECT_EQ(hands.last().before, HistoryRow::Before::as_recorded) << "new";
    hands.move("1.0.0", "1.0.1");
    EXPECT_EQ(hands.last().before, HistoryRow::Before::as_recorded);
    EXPECT_FALSE(hands.last().take_over);
    hands.move("foreign", "1.1.0", true);
    EXPECT_EQ(hands.last().before, HistoryRow::Before::foreign);
    EXPECT_TRUE(hands.last().take_over);
    hands.move("", "1.1.0");
    EXPECT_EQ(hands.last().before, HistoryRow::Before::deleted);
}

TEST(History, has_both_digests_of_every_move)
{
    Hands hands;
    hands.move("foreign", "1.1.0", true);
    ASSERT_EQ(hands.last().moves.size(), 1U);
    EXPECT_EQ(hands.last().moves.front().from, Digest::of("foreign"));
    EXPECT_EQ(hands.last().moves.front().to, Digest::of("1.1.0"));
}

}  // namespace
}  // namespace tagwarden
