// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/lanes.h"

#include <gtest/gtest.h>

#include "tests/adapters/transfer/recorded_repository.h"

namespace tagwarden {
namespace {

using tests::RecordedRepository;

TEST(Lanes, let_in_as_many_as_they_are_wide)
{
    RecordedRepository source;
    RecordedRepository hub;
    source.own_lane = {"source", 5};
    hub.own_lane = {"hub", 2};
    Lanes lanes;
    const std::vector<ContentReader*> ends{&source, &hub};
    const auto first = lanes.enter(ends);
    const auto second = lanes.enter(ends);
    ASSERT_TRUE(first && second);
    EXPECT_FALSE(lanes.enter(ends));
    lanes.leave(first->back());
    EXPECT_TRUE(lanes.enter(ends)) << "each lane is left on its own";
    hub.own_lane.width = 3;
    EXPECT_TRUE(lanes.enter(ends)) << "the width is asked anew each time";
}

TEST(Lanes, who_is_not_let_in_holds_no_place_elsewhere)
{
    RecordedRepository source;
    RecordedRepository hub;
    RecordedRepository mirror;
    source.own_lane = {"source", 2};
    hub.own_lane = {"hub", 1};
    mirror.own_lane = {"mirror", 1};
    Lanes lanes;
    ASSERT_TRUE(lanes.enter(std::vector<ContentReader*>{&source, &hub}));
    EXPECT_FALSE(lanes.enter(std::vector<ContentReader*>{&source, &hub}));
    EXPECT_TRUE(lanes.enter(std::vector<ContentReader*>{&source, &mirror}));
}

TEST(Lanes, both_ends_in_one_lane_count_both)
{
    RecordedRepository source;
    RecordedRepository hub;
    source.own_lane = {"registry", 3};
    hub.own_lane = {"registry", 3};
    Lanes lanes;
    const std::vector<ContentReader*> ends{&source, &hub};
    ASSERT_TRUE(lanes.enter(ends));
    EXPECT_FALSE(lanes.enter(ends));
}

TEST(Lanes, one_goes_through_however_narrow_they_are)
{
    RecordedRepository source;
    RecordedRepository hub;
    source.own_lane = {"registry", 0};
    hub.own_lane = {"registry", 0};
    Lanes lanes;
    const std::vector<ContentReader*> ends{&source, &hub};
    const auto ticket = lanes.enter(ends);
    ASSERT_TRUE(ticket);
    EXPECT_FALSE(lanes.enter(ends));
    for (const auto& lane : *ticket) lanes.leave(lane);
    EXPECT_TRUE(lanes.enter(ends));
}

TEST(Lanes, a_narrow_one_that_is_empty_lets_one_through_whatever_goes_on_elsewhere)
{
    RecordedRepository source;
    RecordedRepository hub;
    RecordedRepository mirror;
    source.own_lane = {"registry", 1};
    hub.own_lane = {"registry", 1};
    mirror.own_lane = {"mirror", 1};
    Lanes lanes;
    ASSERT_TRUE(lanes.enter(std::vector<ContentReader*>{&mirror}));
    EXPECT_TRUE(lanes.enter(std::vector<ContentReader*>{&source, &hub}));
}

TEST(Lanes, who_names_none_has_one_to_itself)
{
    RecordedRepository one;
    RecordedRepository two;
    one.own_lane.width = 1;
    two.own_lane.width = 1;
    Lanes lanes;
    EXPECT_TRUE(lanes.enter(std::vector<ContentReader*>{&one}));
    EXPECT_TRUE(lanes.enter(std::vector<ContentReader*>{&two}));
    EXPECT_FALSE(lanes.enter(std::vector<ContentReader*>{&two}));
}

}  // namespace
}  // namespace tagwarden
