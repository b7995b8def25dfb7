// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// A place that may lag took a name, the answer was lost, and it fell silent: nobody knows where the name is. When the
// place answers again it is ours, and not a stranger's.

#include <gtest/gtest.h>

#include <functional>

#include "tests/flows/killed_run.h"
#include "tests/flows/products.h"

namespace tagwarden::tests {
namespace {

/// The mirror does what it is asked for `latest`, and nobody hears of it.
void lose_the_answer(Story& story)
{
    auto& mirror = story.place("mirror");
    mirror.before_move = [&mirror](const TagMove& move) -> Result<void> {
        if (move.tag.str() != "latest") return {};
        mirror.store->tags.insert_or_assign(move.tag, move.to);
        mirror.answers = false;
        return fail(ErrorKind::unreachable, "the answer was lost");
    };
}

void answer_again(Story& story)
{
    kill_no_more(story);
    story.place("mirror").answers = true;
}

/// The mirror takes 1.0.1 over 1.0.0, and nobody hears of it until it answers again.
void publish_without_an_answer(Story& story)
{
    ASSERT_TRUE(story.publish("1.0.0"));
    lose_the_answer(story);
    ASSERT_TRUE(story.publish("1.0.1"));
    answer_again(story);
}

ChannelStatus::Place place_at_mirror(Story& story)
{
    const auto status = story.status();
    for (const auto& it : status->channels)
        if (it.destination == "mirror") return it.place;
    return ChannelStatus::Place::unanswered;
}

void expect_ours(Story& story)
{
    ASSERT_EQ(story.channels("mirror"), "latest 1.0.1");
    EXPECT_NE(place_at_mirror(story), ChannelStatus::Place::foreign);
    const auto next = story.publish("1.0.2");
    ASSERT_TRUE(next) << next.error().message;
    EXPECT_EQ(story.channels("mirror"), "latest 1.0.2");
    EXPECT_EQ(place_at_mirror(story), ChannelStatus::Place::right);
}

TEST(UnsureMove, of_a_publish_that_ended_is_ours_when_the_place_answers_again)
{
    Story story(with_optional_mirror);
    publish_without_an_answer(story);
    expect_ours(story);
}

TEST(UnsureMove, of_a_killed_publish_is_ours_whoever_ended_it_while_the_place_was_silent)
{
    const std::function<void(Story&)> ends[] = {
        [](Story& story) { EXPECT_TRUE(story.publish("1.0.1")); },
        [](Story& story) {
            const auto report = story.recover();
            EXPECT_FALSE(report->error) << report->error->message
                                        << (report->error->trail.empty() ? "" : report->error->trail.front());
        },
    };
    for (const auto& end : ends) {
        Story story(with_optional_mirror);
        ASSERT_TRUE(story.publish("1.0.0"));
        kill_at(story, "channels-set", 2);
        ASSERT_FALSE(comes_to_its_end([&] { (void)story.publish("1.0.1"); }));
        kill_no_more(story);
        story.place("mirror").answers = false;
        end(story);
        EXPECT_TRUE(recoveries(story.state()).empty());
        answer_again(story);
        expect_ours(story);
    }
}

TEST(UnsureMove, of_a_rollback_is_ours_too)
{
    Story story(with_optional_mirror);
    for (const auto* version : {"1.0.1", "1.0.3"}) ASSERT_TRUE(story.publish(version));
    lose_the_answer(story);
    ASSERT_TRUE(story.rollback("latest", "it crashes"));
    answer_again(story);
    expect_ours(story);
}

TEST(UnsureMove, two_in_a_row_are_both_ours)
{
    Story story(with_optional_mirror);
    publish_without_an_answer(story);
    story.place("mirror").before_move = [&](const TagMove&) -> Result<void> {
        story.place("mirror").answers = false;
        return fail(ErrorKind::unreachable, "it never arrived");
    };
    ASSERT_TRUE(story.publish("1.0.1"));
    answer_again(story);
    expect_ours(story);
}

TEST(UnsureMove, where_the_tag_is_elsewhere_somebody_else_moved_it)
{
    Story story(with_optional_mirror);
    publish_without_an_answer(story);
    auto& tags = story.place("mirror").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), story.build("0.9.0"));
    EXPECT_EQ(place_at_mirror(story), ChannelStatus::Place::foreign);
    EXPECT_FALSE(story.publish("1.0.2"));
}

TEST(UnsureMove, is_over_once_the_tag_was_seen)
{
    Story story(with_optional_mirror);
    publish_without_an_answer(story);
    ASSERT_TRUE(story.publish("1.0.2"));
    auto& tags = story.place("mirror").store->tags;
    tags.insert_or_assign(*TagName::parse("latest"), tags.at(*TagName::parse("1.0.1")));
    EXPECT_EQ(place_at_mirror(story), ChannelStatus::Place::foreign) << "nobody but a stranger took it back";
}

}  // namespace
}  // namespace tagwarden::tests
