// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/recover.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <utility>

#include "core/history.h"
#include "tests/flows/killed_run.h"
#include "tests/flows/products.h"

namespace tagwarden::tests {
namespace {

constexpr auto all_on_062 = "0 0.6.2\n0-rocm 0.6.2\n0.6 0.6.2\n0.6-rocm 0.6.2\nlatest 0.6.2\nrocm 0.6.2";
constexpr auto all_on_063 = "0 0.6.3\n0-rocm 0.6.3\n0.6 0.6.3\n0.6-rocm 0.6.3\nlatest 0.6.3\nrocm 0.6.3";

void expect_nothing_left(Story& story)
{
    const auto status = story.status();
    ASSERT_TRUE(status);
    EXPECT_TRUE(recoveries(status->state).empty());
    for (const auto& it : status->channels) EXPECT_EQ(it.place, ChannelStatus::Place::right) << it.at.str();
    EXPECT_TRUE(status->anchors.empty());
}

void expect_everywhere(Story& story, const std::string& channels)
{
    EXPECT_EQ(story.channels("hub"), channels);
    EXPECT_EQ(story.channels("mirror"), channels);
}

/// A run that was killed: what is on other releases than the rest has to show.
void expect_honest(Story& story)
{
    const auto status = story.status();
    ASSERT_TRUE(status);
    const bool same = story.channels("hub") == story.channels("mirror");
    EXPECT_TRUE(same || !status->state.open_intents.empty());
    for (const auto& it : status->channels) EXPECT_NE(it.place, ChannelStatus::Place::foreign) << it.at.str();
}

/// Publishes 0.6.3 over 0.6.2 and kills it as `prepare` says, then goes on as `go_on` says. False when nothing was
/// killed.
bool killed_and_finished(const std::function<void(Story&)>& prepare, const std::function<void(Story&)>& go_on)
{
    Story story(ollama);
    EXPECT_TRUE(story.publish("0.6.2"));
    prepare(story);
    const bool killed = !comes_to_its_end([&] { (void)story.publish("0.6.3"); });
    kill_no_more(story);
    expect_honest(story);
    go_on(story);
    expect_everywhere(story, all_on_063);
    expect_nothing_left(story);
    return killed;
}

const auto publish_again = [](Story& story) { EXPECT_TRUE(story.publish("0.6.3")); };

/// From the places alone; where nothing had arrived there, the source is needed.
const auto recover_it = [](Story& story) {
    const auto report = story.recover();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->error) << report->error->message;
    if (story.channels("hub") == all_on_063) return;
    EXPECT_TRUE(story.publish("0.6.3"));
};

TEST(Recover, after_a_kill_at_any_step_recover_and_the_same_publish_end_as_if_nothing_had_been)
{
    for (const auto* step : steps)
        for (const int count : {1, 2}) {
            SCOPED_TRACE(std::string(step) + " " + std::to_string(count));
            const auto prepare = [&](Story& story) { kill_at(story, step, count); };
            const bool killed = killed_and_finished(prepare, recover_it);
            EXPECT_EQ(killed, killed_and_finished(prepare, publish_again));
            EXPECT_TRUE(killed || count == 2);
        }
}

TEST(Recover, after_a_kill_between_any_two_names_likewise)
{
    constexpr int names = 16;  // two anchors and six channels at two places
    for (int name = 1; name <= names; ++name) {
        SCOPED_TRACE(name);
        const auto prepare = [&](Story& story) {
            const auto left = std::make_shared<int>(name);
            for (const auto& [location, place] : story.places)
                place->before_move = [left](const TagMove&) -> Result<void> {
                    if (--*left == 0) throw Killed();
                    return {};
                };
        };
        EXPECT_TRUE(killed_and_finished(prepare, recover_it));
        EXPECT_TRUE(killed_and_finished(prepare, publish_again));
    }
}

TEST(Recover, where_nothing_was_left_nothing_is_recorded)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    const auto entries = story.entries();
    const auto report = story.recover();
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->all.empty());
    EXPECT_FALSE(report->changed());
    EXPECT_EQ(story.entries(), entries);
}

TEST(Recover, an_incomplete_release_is_completed_later_without_its_source)
{
    for (const bool content : {true, false}) {
        Story story(ollama);
        ASSERT_TRUE(story.publish("0.6.2"));
        auto& mirror = story.place("mirror");
        if (content)
            mirror.takes_content = false;
        else
            mirror.before_move = [](const TagMove&) -> Result<void> { return fail(ErrorKind::unreachable, "broken"); };
        const auto failed = story.publish("0.6.3");
        ASSERT_FALSE(failed);
        EXPECT_NE(failed.error().hint.find("tagwarden recover"), std::string::npos) << failed.error().hint;
        expect_everywhere(story, all_on_062);
        EXPECT_TRUE(story.status()->state.find("0.6.3")->incomplete);

        mirror.takes_content = true;
        kill_no_more(story);
        story.source.store->manifests.clear();
        story.source.store->blobs.clear();
        const auto report = story.recover();
        ASSERT_TRUE(report);
        ASSERT_EQ(report->all.size(), 1U);
        EXPECT_EQ(report->all.front().end, Recovered::End::finished);
        expect_everywhere(story, all_on_063);
        expect_nothing_left(story);
    }
}

TEST(Recover, a_publish_that_cannot_be_finished_is_taken_back_where_places_answer_and_finished_later)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    ASSERT_EQ(story.channels("hub"), all_on_063);
    story.place("mirror").answers = false;

    const auto report = story.recover();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->all.size(), 1U);
    ASSERT_TRUE(report->error);
    EXPECT_EQ(report->error->kind, ErrorKind::unreachable);
    EXPECT_EQ(report->all.front().end, Recovered::End::left) << "nobody knows what it moved at the mirror";
    story.place("mirror").answers = true;
    expect_everywhere(story, all_on_062);
    EXPECT_EQ(story.status()->state.open_intents.size(), 1U);

    ASSERT_TRUE(story.recover());
    expect_everywhere(story, all_on_063);
    expect_nothing_left(story);
}

TEST(Recover, a_place_that_falls_silent_with_some_channels_moved_is_not_forgotten)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    auto& mirror = story.place("mirror");
    mirror.after_move = [&](const TagMove& move) { mirror.answers &= move.tag.str() != "0"; };
    const auto failed = story.publish("0.6.3");
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().hint.find("'tagwarden recover'"), std::string::npos) << failed.error().hint;
    EXPECT_EQ(story.channels("hub"), all_on_062);

    mirror.after_move = [](const TagMove&) {};
    const auto silent = story.recover();
    ASSERT_TRUE(silent);
    EXPECT_TRUE(silent->error);
    mirror.answers = true;
    ASSERT_NE(story.channels("mirror"), all_on_062) << "what it was asked before it fell silent it did";
    expect_honest(story);
    const auto report = story.recover();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->error) << report->error->message;
    expect_everywhere(story, all_on_063);
    expect_nothing_left(story);
}

TEST(Recover, what_another_operation_completed_is_told_to_the_ledger_once)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    story.place("mirror").before_move = [](const TagMove& move) -> Result<void> {
        if (move.tag.str() != "latest") return {};
        return fail(ErrorKind::unreachable, "broken");
    };
    ASSERT_FALSE(story.publish("0.6.3"));
    kill_no_more(story);
    ASSERT_TRUE(story.settle());
    expect_everywhere(story, all_on_063);
    ASSERT_TRUE(story.status()->state.find("0.6.3")->incomplete);
    ASSERT_TRUE(story.recover());
    expect_nothing_left(story);
    const auto entries = story.entries();
    ASSERT_TRUE(story.recover());
    EXPECT_EQ(story.entries(), entries);
}

TEST(Recover, a_rollback_that_a_destination_refused_is_brought_to_its_end)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    ASSERT_TRUE(story.publish("0.6.3"));
    story.place("mirror").before_move = [](const TagMove&) -> Result<void> { return fail(ErrorKind::denied, "no"); };
    const auto failed = story.rollback("latest", "bad output");
    ASSERT_FALSE(failed);
    EXPECT_NE(failed.error().hint.find("'tagwarden recover'"), std::string::npos) << failed.error().hint;
    expect_everywhere(story, all_on_063);
    EXPECT_EQ(recoveries(story.state()).size(), 1U);

    kill_no_more(story);
    const auto report = story.recover();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->error) << report->error->message;
    expect_everywhere(story, all_on_062);
    expect_nothing_left(story);
    EXPECT_EQ(story.state().tags.find({story.targets.front().location, *TagName::parse("latest")})->decision.reason,
              "bad output");
}

TEST(Recover, has_nothing_to_do_where_the_rules_brought_a_failed_rollback_to_its_end)
{
    const std::function<void(Story&)> ends[] = {
        [](Story& story) { EXPECT_TRUE(story.settle()); },
        [](Story& story) { EXPECT_TRUE(story.publish("0.5.9")); },
        [](Story& story) { EXPECT_TRUE(story.reinstate("0.6.1", "it was not that one")); },
    };
    for (const auto& end : ends) {
        Story story(ollama);
        for (const auto* version : {"0.6.1", "0.6.2", "0.6.3"}) ASSERT_TRUE(story.publish(version));
        ASSERT_TRUE(story.withdraw("0.6.1", "it leaks"));
        story.place("mirror").before_move = [](const TagMove&) -> Result<void> {
            return fail(ErrorKind::denied, "no");
        };
        ASSERT_FALSE(story.rollback("latest", "bad output"));
        kill_no_more(story);
        end(story);
        EXPECT_TRUE(recoveries(story.state()).empty());
        const auto status = story.status();
        for (const auto& it : status->channels)
            EXPECT_TRUE(it.channel != "latest" || it.version == "0.6.2") << it.version;
    }
}

TEST(Recover, a_decision_that_a_publish_did_not_know_of_is_not_done_by_it)
{
    Story story(ollama);
    for (const auto* version : {"0.6.1", "0.6.2"}) ASSERT_TRUE(story.publish(version));
    // Another run withdraws a version, and dies before it moves anything, while a publish sets its names.
    bool decided = false;
    story.place("hub").after_move = [&](const TagMove&) {
        if (std::exchange(decided, true)) return;
        const auto head = head_of(*story.ledger.entries());
        const Draft withdrawal{"", story.clock.now(), "bob@host", VersionWithdrawn{"0.6.3", "bad"}};
        const Draft intent{"", story.clock.now(), "bob@host", Intent{"withdraw", "0.6.3", "bad", false, {}}};
        ASSERT_TRUE(story.ledger.append(head, std::vector{withdrawal, intent}));
    };
    ASSERT_TRUE(story.publish("0.6.3"));
    expect_everywhere(story, all_on_063);
    ASSERT_EQ(recoveries(story.state()).size(), 1U) << "channels are on a withdrawn release, and nobody is told";
    ASSERT_TRUE(story.recover());
    expect_everywhere(story, all_on_062);
    expect_nothing_left(story);
}

TEST(Recover, a_hold_that_failed_is_not_done_because_another_channel_was_held)
{
    Story story(ollama);
    for (const auto* version : {"0.6.2", "0.6.3"}) ASSERT_TRUE(story.publish(version));
    story.place("mirror").before_move = [](const TagMove&) -> Result<void> { return fail(ErrorKind::denied, "no"); };
    ASSERT_FALSE(story.hold("latest", "freeze", "0.6.2"));
    kill_no_more(story);
    ASSERT_TRUE(story.hold("0", "freeze", "0.6.2"));
    EXPECT_EQ(recoveries(story.state()).size(), 1U);
}

TEST(Recover, forgets_a_repair_whose_content_is_nowhere)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    auto& store = *story.place("hub").store;
    const auto anchor = *TagName::parse("1.0.0");
    const auto lost = store.tags.at(anchor);
    store.tags.insert_or_assign(anchor, story.build("0.9.0"));
    kill_at(story, "intent-written");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.repair("1.0.0", "overwritten"); }));
    kill_no_more(story);
    store.manifests.erase(lost.digest);
    const auto report = story.recover();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->all.size(), 1U);
    EXPECT_EQ(report->all.front().end, Recovered::End::forgotten);
    EXPECT_FALSE(report->error) << report->error->message;
    EXPECT_TRUE(recoveries(story.state()).empty());
}

TEST(Recover, leaves_a_repair_whose_place_is_silent_for_later)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    story.place("hub").store->tags.insert_or_assign(*TagName::parse("1.0.0"), story.build("0.9.0"));
    kill_at(story, "intent-written");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.repair("1.0.0", "overwritten"); }));
    kill_no_more(story);
    story.place("hub").answers = false;
    EXPECT_TRUE(story.recover()->error);
    EXPECT_EQ(recoveries(story.state()).size(), 1U);
    story.place("hub").answers = true;
    EXPECT_FALSE(story.recover()->error);
    EXPECT_TRUE(recoveries(story.state()).empty());
    EXPECT_TRUE(story.status()->anchors.empty());
}

TEST(Recover, tells_no_end_of_a_run_that_it_finished_but_its_own)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("1.0.1"); }));
    kill_no_more(story);
    ASSERT_FALSE(story.recover()->error);
    const auto rows = history_of(*story.ledger.entries(), "", {});
    for (const auto& row : *rows) EXPECT_EQ(row.result, Outcome::Result::done) << row.subject << ": " << row.reason;
}

TEST(Recover, nothing_is_rolled_back_while_a_publish_has_moved_some_of_its_channels)
{
    Story story(ollama);
    for (const auto* version : {"0.6.1", "0.6.2"}) ASSERT_TRUE(story.publish(version));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    const auto refused = story.rollback("latest", "0.6.3 crashes");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::refused);
    EXPECT_NE(refused.error().hint.find("'tagwarden withdraw 0.6.3'"), std::string::npos) << refused.error().hint;
    EXPECT_FALSE(story.state().find("0.6.2")->withdrawn);

    ASSERT_TRUE(story.recover());
    ASSERT_TRUE(story.rollback("latest", "0.6.3 crashes"));
    expect_everywhere(story, all_on_062);
}

TEST(Recover, a_settle_that_failed_leaves_nothing_that_the_next_one_does_not_do)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    for (auto& rule : story.configuration.channels) rule.soak = std::chrono::hours(1);
    ASSERT_TRUE(story.publish("0.6.3"));
    expect_everywhere(story, all_on_062);
    story.clock.time += std::chrono::hours(2);
    story.place("mirror").before_move = [](const TagMove&) -> Result<void> { return fail(ErrorKind::denied, "no"); };
    ASSERT_FALSE(story.settle());
    EXPECT_TRUE(recoveries(story.state()).empty());
    kill_no_more(story);
    ASSERT_TRUE(story.settle());
    expect_everywhere(story, all_on_063);
    expect_nothing_left(story);
}

TEST(Recover, of_a_hold_moves_no_other_channel)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    for (auto& rule : story.configuration.channels)
        if (rule.name.str() != "latest") rule.soak = std::chrono::hours(1);
    ASSERT_TRUE(story.publish("0.6.3"));
    story.clock.time += std::chrono::hours(2);
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.hold("latest", "freeze", "0.6.2"); }));
    kill_no_more(story);
    ASSERT_TRUE(story.recover());
    expect_everywhere(story, all_on_062);
    ASSERT_TRUE(recoveries(story.state()).empty());
}

TEST(Recover, a_publish_whose_content_is_nowhere_is_forgotten)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    kill_at(story, "intent-written");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    const auto report = story.recover();
    ASSERT_TRUE(report);
    EXPECT_FALSE(report->error);
    ASSERT_EQ(report->all.size(), 1U);
    EXPECT_EQ(report->all.front().end, Recovered::End::forgotten);
    expect_everywhere(story, all_on_062);
    EXPECT_TRUE(recoveries(story.status()->state).empty());
}

TEST(Recover, a_rollback_is_finished_and_never_taken_back)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    ASSERT_TRUE(story.publish("0.6.3"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.rollback("latest", "bad output"); }));
    kill_no_more(story);
    story.place("mirror").answers = false;
    const auto first = story.recover();
    ASSERT_TRUE(first);
    EXPECT_TRUE(first->error);
    EXPECT_EQ(story.channels("hub"), all_on_062) << "what was withdrawn is gone back to for nobody";
    EXPECT_EQ(story.status()->state.open_intents.size(), 1U);
    story.place("mirror").answers = true;
    const auto second = story.recover();
    ASSERT_TRUE(second);
    EXPECT_FALSE(second->error);
    expect_everywhere(story, all_on_062);
    expect_nothing_left(story);
}

TEST(Recover, a_channel_that_somebody_else_moved_meanwhile_is_left_alone)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.1"));
    ASSERT_TRUE(story.publish("0.6.2"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("0.6.1")));
    const auto report = story.recover();
    ASSERT_TRUE(report);
    ASSERT_TRUE(report->error);
    EXPECT_EQ(report->error->kind, ErrorKind::refused);
    EXPECT_EQ(report->all.front().end, Recovered::End::taken_back);
    EXPECT_EQ(story.channels("hub"), "0 0.6.2\n0-rocm 0.6.2\n0.6 0.6.2\n0.6-rocm 0.6.2\nlatest 0.6.1\nrocm 0.6.2");
    EXPECT_EQ(story.channels("mirror"), all_on_062);
    EXPECT_EQ(report->error->hint,
              "look at it with 'tagwarden status', then publish 0.6.3 again with --take-over to overwrite it");
    ASSERT_TRUE(story.publish("0.6.3", "", true));
    expect_everywhere(story, all_on_063);
}

TEST(Recover, of_a_decision_says_what_overwrites_what_somebody_else_moved_meanwhile)
{
    Story story(ollama);
    for (const auto* version : {"0.6.1", "0.6.2", "0.6.3"}) ASSERT_TRUE(story.publish(version));
    kill_at(story, "planned-again");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.rollback("latest", "bad"); }));
    kill_no_more(story);
    auto& tags = story.place("hub").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("0.6.1")));
    const auto report = story.recover();
    ASSERT_TRUE(report && report->error);
    EXPECT_EQ(report->error->hint,
              "look at it with 'tagwarden status', then overwrite it with 'tagwarden settle "
              "--take-over' and run 'tagwarden recover' again");
    ASSERT_TRUE(story.settle(true));
    const auto again = story.recover();
    ASSERT_TRUE(again && !again->error);
    expect_everywhere(story, all_on_062);
}

TEST(Recover, a_run_that_is_still_bringing_content_goes_on_although_somebody_recovered_it)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    bool asked = false;
    story.place("hub").before_content = [&] {
        if (std::exchange(asked, true)) return;
        const auto report = story.recover();
        ASSERT_TRUE(report);
        EXPECT_EQ(report->all.size(), 1U);
    };
    ASSERT_TRUE(story.publish("1.0.1"));
    ASSERT_TRUE(asked);
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.1\nrc 1.0.1");
    expect_nothing_left(story);
    EXPECT_TRUE(story.status()->state.find("1.0.1")->published);
}

TEST(Recover, channels_that_a_killed_run_had_moved_are_put_back_when_the_next_one_fails)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    story.place("mirror").before_move = [](const TagMove&) -> Result<void> {
        return fail(ErrorKind::unreachable, "broken");
    };
    ASSERT_FALSE(story.publish("0.6.3"));
    expect_everywhere(story, all_on_062);
}

TEST(Recover, whoever_still_works_is_waited_for_and_nothing_is_taken_back)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    kill_at(story, "channels-set");
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("0.6.3"); }));
    kill_no_more(story);
    ASSERT_TRUE(story.ledger.release({"", "ann@host pid 1", {}}));
    ASSERT_TRUE(story.ledger.acquire("", "bob@other pid 7", story.clock.now(), std::chrono::hours(1)));
    const auto report = story.recover();
    ASSERT_TRUE(report);
    ASSERT_TRUE(report->error);
    EXPECT_EQ(report->error->kind, ErrorKind::busy);
    EXPECT_EQ(story.channels("hub"), all_on_063);
    EXPECT_EQ(recoveries(story.status()->state).size(), 1U);
}

TEST(Recover, what_was_left_in_one_edition_is_finished_in_that_one)
{
    Story story(two_editions);
    ASSERT_TRUE(story.publish("1.0.0"));
    kill_at(story, "lease-taken", 1);
    ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("1.1.0"); }));
    kill_no_more(story);
    story.turn_to("ee");
    ASSERT_TRUE(story.publish("2.0.0"));
    ASSERT_TRUE(story.recover());
    EXPECT_TRUE(story.recover()->all.empty()) << "ee has nothing to recover";
    story.turn_to("ce");
    EXPECT_EQ(story.channels("hub"), "latest 1.0.0");
    const auto report = story.recover();
    ASSERT_TRUE(report);
    ASSERT_EQ(report->all.size(), 1U);
    EXPECT_EQ(report->all.front().edition, "ce");
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0");
    expect_nothing_left(story);
    story.turn_to("ee");
    EXPECT_EQ(story.channels("hub"), "latest 2.0.0");
}

}  // namespace
}  // namespace tagwarden::tests
