// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/history_view.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

HistoryRow row(const std::string& operation, const std::string& to)
{
    HistoryRow it;
    it.operation = operation;
    it.subject = "latest";
    it.to = to;
    it.actor = "ci";
    return it;
}

HistoryRow moved(const std::optional<Digest>& from, const std::string& to)
{
    auto it = row("publish", to);
    it.tags = {"latest"};
    it.places = {"hub"};
    it.moves = {{"hub", *TagName::parse("latest"), from, Digest::of(to)}};
    return it;
}

/// The line of one row, without when it was.
std::string told(const HistoryRow& it)
{
    const auto text = history_text({it});
    return text.substr(text.find("  ") + 2);
}

TEST(HistoryView, says_what_became_of_a_name)
{
    EXPECT_EQ(told(moved({}, "1.0.0")), "publish  latest  new → 1.0.0  latest at hub  ci\n");
    auto known = moved(Digest::of("1.0.0"), "1.1.0");
    known.from = "1.0.0";
    EXPECT_EQ(told(known), "publish  latest  1.0.0 → 1.1.0  latest at hub  ci\n");
    EXPECT_EQ(told(moved(Digest::of("1.0.0"), "1.0.0")), "publish  latest  recorded as 1.0.0  latest at hub  ci\n");
}

TEST(HistoryView, says_what_somebody_else_had_made_of_it)
{
    auto foreign = moved(Digest::of("foreign"), "1.0.0");
    foreign.before = HistoryRow::Before::foreign;
    const auto digest = Digest::of("foreign").brief();
    EXPECT_EQ(told(foreign), "publish  latest  " + digest + " (foreign) → 1.0.0  latest at hub  ci\n");
    foreign.take_over = true;
    EXPECT_EQ(told(foreign), "publish  latest  " + digest + " (foreign, taken over) → 1.0.0  latest at hub  ci\n");
    auto deleted = moved({}, "1.0.0");
    deleted.before = HistoryRow::Before::deleted;
    EXPECT_EQ(told(deleted), "publish  latest  deleted → 1.0.0  latest at hub  ci\n");
}

TEST(HistoryView, says_what_was_decided_and_what_set_no_name)
{
    EXPECT_EQ(told(row("promote", "1.0.0")), "promote  latest  put on 1.0.0    ci\n");
    EXPECT_EQ(told(row("reinstate", "")), "reinstate  latest  eligible again    ci\n");
    auto abandoned = row("publish", "");
    abandoned.result = Outcome::Result::abandoned;
    EXPECT_EQ(told(abandoned), "publish  latest  abandoned    ci\n");
}

TEST(HistoryView, has_both_digests_for_a_program)
{
    const auto json = history_json({moved(Digest::of("foreign"), "1.0.0")});
    const auto& move = json.at("history").at(0).at("moves").at(0);
    EXPECT_EQ(move.at("from").as_string(), Digest::of("foreign").str());
    EXPECT_EQ(move.at("digest").as_string(), Digest::of("1.0.0").str());
}

TEST(HistoryView, shows_what_a_reason_would_do_to_a_terminal_as_text)
{
    HistoryRow it;
    it.operation = "withdraw";
    it.subject = "1.0.0";
    it.actor = "eve\x1b[2J";
    it.reason = "red \x1b[31m\n2027-01-01 reinstate\ttab";
    const auto text = history_text({it});
    EXPECT_NE(text.find("eve?[2J  red ?[31m?2027-01-01 reinstate?tab\n"), std::string::npos) << text;
    EXPECT_EQ(history_json({it}).at("history").at(0).at("reason").as_string(), it.reason) << "programs get all of it";
}

}  // namespace
}  // namespace tagwarden
