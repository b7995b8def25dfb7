// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <utility>

#include "tests/flows/products.h"
#include "tests/flows/story.h"

namespace tagwarden::tests {
namespace {

const auto broken = [](const TagMove&) -> Result<void> { return fail(ErrorKind::unreachable, "the line broke"); };
const auto whole = [](const TagMove&) { return Result<void>{}; };

std::function<Result<void>(const TagMove&)> breaks_at(const std::string& tag)
{
    return [tag](const TagMove& move) -> Result<void> {
        if (move.tag.str() == tag) return fail(ErrorKind::unreachable, "the line broke");
        return {};
    };
}

TEST(TransactionFault, content_that_does_not_arrive_leaves_every_name_alone)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    const auto before = story.tags("hub");
    story.place("mirror").takes_content = false;
    const auto report = story.publish("0.6.3");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::unreachable);
    EXPECT_EQ(story.tags("hub"), before);
    EXPECT_EQ(story.tags("mirror"), before);
    EXPECT_TRUE(story.status()->state.open_intents.empty()) << "the ledger knows how it ended";
}

TEST(TransactionFault, the_same_publish_again_completes_what_a_failure_left)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    story.place("mirror").before_move = broken;
    ASSERT_FALSE(story.publish("0.6.3"));
    story.place("mirror").before_move = whole;
    ASSERT_TRUE(story.publish("0.6.3"));
    EXPECT_EQ(story.channels("hub"), "0 0.6.3\n0-rocm 0.6.3\n0.6 0.6.3\n0.6-rocm 0.6.3\nlatest 0.6.3\nrocm 0.6.3");
    EXPECT_EQ(story.channels("mirror"), story.channels("hub"));
}

TEST(TransactionFault, an_anchor_that_fails_moves_no_channel_anywhere)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    const auto before = story.channels("hub");
    story.place("mirror").before_move = breaks_at("0.6.3");
    ASSERT_FALSE(story.publish("0.6.3"));
    EXPECT_EQ(story.channels("hub"), before);
    EXPECT_EQ(story.channels("mirror"), before);
}

TEST(TransactionFault, a_channel_that_fails_puts_the_others_back)
{
    for (const std::string at : {"latest", "rocm", "0", "0.6-rocm"}) {
        Story story(ollama);
        ASSERT_TRUE(story.publish("0.6.2"));
        const auto before = story.channels("hub");
        story.place("mirror").before_move = breaks_at(at);
        const auto report = story.publish("0.6.3");
        ASSERT_FALSE(report) << at;
        EXPECT_EQ(story.channels("hub"), before) << at;
        EXPECT_EQ(story.channels("mirror"), before) << at;
        story.place("mirror").before_move = whole;
        ASSERT_TRUE(story.publish("0.6.3")) << at;
        EXPECT_EQ(story.channels("mirror"),
                  "0 0.6.3\n0-rocm 0.6.3\n0.6 0.6.3\n0.6-rocm 0.6.3\nlatest 0.6.3\nrocm 0.6.3");
    }
}

TEST(TransactionFault, a_registry_that_says_yes_and_does_nothing_is_found_by_the_read_back)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    auto& hub = story.place("hub");
    const auto old = hub.store->tags.at(*TagName::parse("latest"));
    hub.after_move = [&](const TagMove& move) {
        if (move.tag.str() == "latest") hub.store->tags.insert_or_assign(move.tag, old);
    };
    const auto report = story.publish("1.0.1");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_NE(report.error().message.find("'oci:hub:latest' was set to"), std::string::npos) << report.error().message;
}

TEST(TransactionFault, the_ledger_does_not_learn_of_an_anchor_that_was_taken_without_effect)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    auto& hub = story.place("hub");
    hub.after_move = [&](const TagMove& move) { hub.store->tags.erase(move.tag); };
    ASSERT_FALSE(story.publish("1.0.1"));
    const auto state = story.state();
    EXPECT_FALSE(state.tags.row({story.targets.front().location, *TagName::parse("1.0.1")}));
    EXPECT_TRUE(state.find("1.0.1")->complete_at.empty());
}

TEST(TransactionFault, the_intent_is_written_before_the_first_name_is_set)
{
    Story story(one_image);
    story.place("hub").before_move = [&](const TagMove&) -> Result<void> {
        EXPECT_EQ(story.status()->state.open_intents.size(), 1U);
        return {};
    };
    ASSERT_TRUE(story.publish("1.0.0"));
}

TEST(TransactionFault, an_entry_has_the_time_at_which_it_was_written_not_that_of_the_begin)
{
    Story story(one_image);
    const auto begun = story.clock.time, moved = begun + std::chrono::minutes(10);
    story.place("hub").before_content = [&] { story.clock.time = moved; };
    ASSERT_TRUE(story.publish("1.0.0"));
    const auto entries = story.ledger.entries();
    EXPECT_EQ(entries->front().draft.time, begun);
    EXPECT_EQ(entries->back().draft.time, moved);
}

TEST(TransactionFault, a_no_to_the_question_changes_nothing)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    const auto entries = story.entries();
    story.approve = [](const Proposal& proposal) -> Result<void> {
        EXPECT_EQ(decided(proposal.plan), "withdraw 1.0.1");
        return fail(ErrorKind::interrupted, "no");
    };
    EXPECT_FALSE(story.rollback("latest", "x"));
    EXPECT_EQ(story.entries(), entries);
    EXPECT_EQ(story.channels("hub"), "1 1.0.1\n1.0 1.0.1\nlatest 1.0.1\nrc 1.0.1");
}

TEST(TransactionFault, what_was_approved_is_what_is_done_or_nothing)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_TRUE(story.publish("1.0.1"));
    // While the question stands, somebody else publishes.
    bool asked = false;
    story.approve = [&](const Proposal&) -> Result<void> {
        if (std::exchange(asked, true)) return {};
        return story.publish("1.0.2") ? Result<void>{} : fail(ErrorKind::refused, "unexpected");
    };
    const auto report = story.rollback("latest", "x");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_EQ(story.channels("hub"), "1 1.0.2\n1.0 1.0.2\nlatest 1.0.2\nrc 1.0.2");
}

TEST(TransactionFault, a_publisher_that_was_overtaken_ends_as_if_it_had_come_later)
{
    Story story(one_image);
    ASSERT_TRUE(story.publish("1.0.0"));
    bool asked = false;
    story.approve = [&](const Proposal&) -> Result<void> {
        if (std::exchange(asked, true)) return {};
        return story.publish("1.0.2") ? Result<void>{} : fail(ErrorKind::refused, "unexpected");
    };
    ASSERT_TRUE(story.publish("1.0.1"));
    EXPECT_EQ(story.channels("hub"), "1 1.0.2\n1.0 1.0.2\nlatest 1.0.2\nrc 1.0.2");
    EXPECT_NE(story.tags("hub").find("1.0.1 1.0.1"), std::string::npos);
    EXPECT_TRUE(story.status()->state.open_intents.empty());
}

TEST(TransactionFault, a_lease_that_somebody_holds_is_waited_for_and_then_busy)
{
    Story story(one_image);
    ASSERT_TRUE(story.ledger.acquire("", "bob@other pid 7", story.clock.time, std::chrono::hours(1)));
    const auto report = story.publish("1.0.0");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::busy);
    EXPECT_NE(report.error().message.find("bob@other pid 7"), std::string::npos) << report.error().message;
    EXPECT_GT(story.clock.waited().count(), 0);
    EXPECT_EQ(story.tags("hub"), "");
}

TEST(TransactionFault, whoever_waits_for_a_lease_is_told_who_holds_it_and_now_and_then_again)
{
    Story story(one_image);
    ASSERT_TRUE(story.ledger.acquire("", "bob@other pid 7", story.clock.time, std::chrono::seconds(40)));
    ASSERT_TRUE(story.publish("1.0.0"));
    ASSERT_EQ(story.notices.all.size(), 3U);
    EXPECT_EQ(story.notices.all[0],
              "waiting for 2s so far: the lease is held by bob@other pid 7 until 2026-11-22T06:00:40Z");
    EXPECT_TRUE(story.notices.all[1].starts_with("waiting for 17s so far: ")) << story.notices.all[1];

    Story quick(one_image);
    ASSERT_TRUE(quick.ledger.acquire("", "bob@other pid 7", quick.clock.time, std::chrono::seconds(1)));
    ASSERT_TRUE(quick.publish("1.0.0"));
    EXPECT_TRUE(quick.notices.all.empty()) << "a moment is nothing to speak of";
}

TEST(TransactionFault, a_lease_whose_holder_is_gone_expires)
{
    Story story(one_image);
    ASSERT_TRUE(story.ledger.acquire("", "bob@other pid 7", story.clock.time, std::chrono::seconds(5)));
    EXPECT_TRUE(story.publish("1.0.0"));
}

TEST(TransactionFault, another_publishers_announcement_does_not_change_what_was_published)
{
    Story story(unread);
    ASSERT_TRUE(story.publish("1.0.0"));
    // While A uploads, B announces other content under the same version; A names first, B never gets further.
    bool announced = false;
    story.place("hub").before_content = [&] {
        if (std::exchange(announced, true)) return;
        const auto entries = *story.ledger.entries();
        for (const auto& entry : entries) {
            const auto* release = std::get_if<ReleaseAnnounced>(&entry.draft.body);
            if (release == nullptr || release->release.version.str() != "1.1.0") continue;
            auto other = *release;
            other.release.parts.begin()->second.digest = Digest::of("refused content");
            auto draft = entry.draft;
            draft.body = other;
            ASSERT_TRUE(story.ledger.append(head_of(*story.ledger.entries()), {draft}));
            return;
        }
    };
    ASSERT_TRUE(story.publish("1.1.0"));
    ASSERT_TRUE(announced);
    EXPECT_EQ(story.channels("hub"), "latest 1.1.0");
    EXPECT_EQ(story.status()->state.find("1.1.0")->release.parts.begin()->second.digest,
              story.place("hub").store->tags.at(*TagName::parse("1.1.0")).digest);
    const auto settled = story.settle();
    ASSERT_TRUE(settled);
    EXPECT_FALSE(settled->changed);
}

TEST(TransactionFault, a_put_that_took_effect_but_was_answered_with_an_error_is_put_back)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    const auto before = story.channels("hub");
    auto& mirror = story.place("mirror");
    mirror.before_move = [&](const TagMove& move) -> Result<void> {
        if (move.tag.str() != "latest" || mirror.store->tags.at(move.tag).digest == move.to.digest) return {};
        if (move.from == move.to.digest) return {};
        mirror.store->tags.insert_or_assign(move.tag, move.to);
        mirror.before_move = whole;
        return fail(ErrorKind::unreachable, "the answer was lost");
    };
    ASSERT_FALSE(story.publish("0.6.3"));
    EXPECT_EQ(story.channels("hub"), before);
    EXPECT_EQ(story.channels("mirror"), before);
}

TEST(TransactionFault, a_lease_that_ran_out_on_the_way_sets_no_further_name)
{
    Story story(ollama);
    ASSERT_TRUE(story.publish("0.6.2"));
    const auto before = story.channels("mirror");
    story.place("hub").after_move = [&](const TagMove&) { story.clock.time += std::chrono::minutes(10); };
    const auto report = story.publish("0.6.3");
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::busy);
    EXPECT_EQ(story.channels("mirror"), before);
}

}  // namespace
}  // namespace tagwarden::tests
