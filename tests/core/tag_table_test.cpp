// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/tag_table.h"

#include <gtest/gtest.h>

#include "core/ledger/state_codec.h"

namespace tagwarden::tests {
namespace {

const auto hub = *Location::parse("oci:out/hub");
const auto mirror = *Location::parse("oci:out/mirror");

PlannedMove move(const Location& location, std::string_view tag, std::string version)
{
    const auto digest = Digest::of(version);
    return {Role::anchor, "hub",   location, {"app", "default"}, "", {*TagName::parse(tag), {}, {"type", digest, 1}},
            "",           version, ""};
}

void set(TagTable& table, std::vector<PlannedMove> moves, std::int64_t sequence)
{
    table.set(std::move(moves), TagSetting{"publish", {"", "ci", Time{}}, sequence});
}

TagTable saved(TagTable table)
{
    StateAt known;
    known.state.tags = std::move(table);
    return load_state(save_state(known))->state.tags;
}

std::string listing(const TagTable& table)
{
    std::string text;
    for (const auto& row : table)
        text += row.at().str() + "=" + std::string(row.version()) + "@" + std::to_string(row.sequence()) + " ";
    return text;
}

TEST(TagTable, tags_come_in_the_order_of_their_places_and_names_saved_or_not)
{
    TagTable table;
    set(table, {move(mirror, "b", "1"), move(hub, "c", "1"), move(hub, "a", "1")}, 1);
    const auto listed = "oci:out/hub:a=1@1 oci:out/hub:c=1@1 oci:out/mirror:b=1@1 ";
    EXPECT_EQ(listing(table), listed);
    EXPECT_EQ(listing(saved(table)), listed);
}

TEST(TagTable, what_is_set_later_lies_over_what_was_saved)
{
    TagTable table;
    set(table, {move(hub, "b", "1"), move(hub, "d", "1"), move(mirror, "b", "1")}, 1);
    auto later = saved(table);
    set(later, {move(hub, "a", "2"), move(hub, "b", "2"), move(hub, "c", "2"), move(mirror, "c", "2")}, 2);
    EXPECT_EQ(listing(later),
              "oci:out/hub:a=2@2 oci:out/hub:b=2@2 oci:out/hub:c=2@2 oci:out/hub:d=1@1 "
              "oci:out/mirror:b=1@1 oci:out/mirror:c=2@2 ");
    EXPECT_EQ(later.size(), 6U);
    EXPECT_EQ(later.find({hub, *TagName::parse("b")})->digest, Digest::of("2"));
    EXPECT_EQ(later.find({hub, *TagName::parse("d")})->digest, Digest::of("1"));
    EXPECT_FALSE(later.find({mirror, *TagName::parse("a")}));
    EXPECT_EQ(listing(saved(later)), listing(later));
}

TEST(TagTable, a_copy_does_not_see_what_is_set_later)
{
    TagTable table;
    set(table, {move(hub, "a", "1")}, 1);
    auto copy = saved(table);
    const auto before = copy;
    set(copy, {move(hub, "a", "2")}, 2);
    EXPECT_EQ(before.find({hub, *TagName::parse("a")})->version, "1");
}

}  // namespace
}  // namespace tagwarden::tests
