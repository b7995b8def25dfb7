// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_text.h"

#include <gtest/gtest.h>

namespace tagwarden {
namespace {

PlannedMove move(const std::string& tag, const std::string& destination, const std::string& from)
{
    PlannedMove it{Role::channel,
                   destination,
                   Location::layout(destination),
                   {"app", "default"},
                   tag,
                   {*TagName::parse(tag), std::nullopt, {"", Digest::of("new"), 1}},
                   from,
                   "1.8.1",
                   "1.8.1 is the highest stable"};
    if (!from.empty()) it.move.from = Digest::of(from);
    return it;
}

TEST(PlanText, what_is_true_of_two_destinations_is_said_once)
{
    Plan plan;
    plan.channels = {move("latest", "hub", "1.8.0"), move("latest", "mirror", "1.8.0"), move("1.8", "hub", ""),
                     move("1.8", "mirror", "1.8.0")};
    EXPECT_EQ(plan_text(plan),
              "  channel  latest  hub, mirror  1.8.0 → 1.8.1  1.8.1 is the highest stable\n"
              "  channel  1.8     hub          new → 1.8.1    1.8.1 is the highest stable\n"
              "  channel  1.8     mirror       1.8.0 → 1.8.1  1.8.1 is the highest stable\n");
}

TEST(PlanText, says_what_stays_and_why)
{
    Plan plan;
    plan.stays = {{"latest", "", "1.8.0", "1.7.9 is not the highest stable: 1.8.0 is", false},
                  {"1.7", "hub", "", "no eligible release", true},
                  {"1.7", "mirror", "", "no eligible release", true}};
    EXPECT_EQ(plan_text(plan),
              "  stays     latest               1.8.0  1.7.9 is not the highest stable: 1.8.0 is\n"
              "  stranded  1.7     hub, mirror  —      no eligible release\n");
    EXPECT_EQ(plan_text({}), "");
}

TEST(PlanText, says_what_is_decided_also_where_nothing_moves)
{
    Plan plan;
    plan.decisions = {{"reinstate", "1.8.1", "", "it was the test"}, {"hold", "latest", "1.8.0", "freeze"}};
    EXPECT_EQ(plan_text(plan),
              "  reinstate  1.8.1\n"
              "  hold       latest    on 1.8.0\n");
}

TEST(PlanText, the_headline_names_the_edition_of_a_product_that_has_some)
{
    Plan plan;
    plan.operation = "rollback";
    plan.subject = "latest";
    EXPECT_EQ(headline(plan), "rollback latest");
    plan.edition = "ee";
    EXPECT_EQ(headline(plan), "rollback latest of edition ee");
}

}  // namespace
}  // namespace tagwarden
