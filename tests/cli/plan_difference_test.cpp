// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/plan_difference.h"

#include <gtest/gtest.h>

#include "render/plan_json.h"

namespace tagwarden::tests {
namespace {

const Location hub = *Location::parse("hub.example/app");

Descriptor content_of(char digit)
{
    return {"application/vnd.oci.image.index.v1+json", *Digest::parse("sha256:" + std::string(64, digit)), 7};
}

PlannedMove moved(const std::string& tag, const std::string& why)
{
    return {
        Role::channel, "hub", hub, {"app", "default"}, tag, {*TagName::parse(tag), std::nullopt, content_of('a')}, "",
        "1.0.1",       why};
}

Plan planned()
{
    Plan plan;
    plan.operation = "publish";
    plan.subject = "1.0.1";
    plan.channels = {moved("latest", "1.0.1 is the highest stable")};
    plan.stays = {{"slow", "", "1.0.0", "1.0.1: soak time ends 2026-11-29 07:30 UTC", false}};
    return plan;
}

std::vector<std::string> difference(const Plan& before, const Plan& now)
{
    return plan_difference(plan_json(before), plan_json(now));
}

TEST(PlanDifference, is_none_where_the_same_is_done_for_reasons_in_other_words)
{
    auto now = planned();
    now.stays.front().why = "1.0.1: soak time ends 2026-11-29 07:31 UTC";
    now.channels.front().why = "1.0.1 was put there: tested";
    now.warnings = {"mirror did not answer; it will lag"};
    EXPECT_EQ(difference(planned(), now), std::vector<std::string>{});
}

TEST(PlanDifference, says_what_is_done_no_more_and_why_that_channel_stays)
{
    auto now = planned();
    now.channels.clear();
    now.stays.front().why = "1.0.1: soak time ends 2026-11-29 07:31 UTC";
    now.stays.push_back({"latest", "", "1.0.0", "held on 1.0.0: it broke", false});
    EXPECT_EQ(difference(planned(), now),
              (std::vector<std::string>{"- channel latest at hub: new → sha256:aaaaaaaa (1.0.1)",
                                        "+ channel latest stays: held on 1.0.0: it broke"}));
}

TEST(PlanDifference, tells_apart_what_differs_behind_what_is_shown)
{
    auto now = planned();
    auto hash = std::string(63, 'a') + "b";
    now.channels.front().move.to.digest = *Digest::parse("sha256:" + hash);
    EXPECT_EQ(difference(planned(), now).size(), 2U);
}

}  // namespace
}  // namespace tagwarden::tests
