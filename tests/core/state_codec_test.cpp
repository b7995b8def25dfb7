// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/state_codec.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/ledger_generator.h"

namespace tagwarden::tests {
namespace {

StateAt state_after(const std::vector<Entry>& entries)
{
    StateAt known;
    fold_more(known, entries, "");
    return known;
}

std::vector<Entry> part(const std::vector<Entry>& entries, std::size_t from, std::size_t to)
{
    const auto at = [&](std::size_t place) { return entries.begin() + static_cast<std::ptrdiff_t>(place); };
    return {at(from), at(to)};
}

// What a state holds is compared by what is saved of it: saving names every member of every value, or does not compile.
TEST(StateCodec, a_saved_state_is_loaded_as_it_was_after_any_number_of_entries)
{
    const auto entries = generated_journal(8'000);
    for (const std::size_t count : {0UL, 1UL, 2UL, 3UL, 10UL, 1'499UL, 1'500UL, 6'001UL, entries.size()}) {
        const auto saved = save_state(state_after(part(entries, 0, count)));
        const auto loaded = load_state(saved);
        ASSERT_TRUE(loaded) << count;
        EXPECT_EQ(loaded->head.sequence, static_cast<std::int64_t>(count));
        EXPECT_EQ(save_state(*loaded), saved) << count;
    }
}

TEST(StateCodec, a_long_life_has_something_of_everything)
{
    const auto state = state_after(generated_journal(8'000)).state;
    EXPECT_GT(state.releases.size(), 2'000U);
    EXPECT_GT(state.tags.size(), 8'000U);
    EXPECT_FALSE(state.holds.empty());
    EXPECT_FALSE(state.promotions.empty());
    EXPECT_FALSE(state.open_intents.empty());
    EXPECT_TRUE(std::ranges::any_of(state.releases, [](const auto& it) { return it.second.withdrawn.has_value(); }));
    EXPECT_TRUE(std::ranges::any_of(state.releases, [](const auto& it) { return !it.second.published; }));
}

TEST(StateCodec, adding_up_goes_on_from_a_loaded_state_as_if_it_had_never_stopped)
{
    const auto entries = generated_journal(2'000);
    const auto whole = save_state(state_after(entries));
    for (std::size_t stop = 0; stop <= entries.size(); stop += 97) {
        auto known = load_state(save_state(state_after(part(entries, 0, stop))));
        ASSERT_TRUE(known);
        fold_more(*known, part(entries, stop, entries.size()), "");
        EXPECT_EQ(save_state(*known), whole) << stop;
    }
}

TEST(StateCodec, every_member_is_saved)
{
    const Release release{"ce",
                          *Version::parse(Order::deb, "2:1.8.1-1"),
                          BuildKind::auto_deploy,
                          "8f14e45f",
                          "main",
                          -7,
                          Time(std::chrono::seconds(-5)),
                          {{Part{"app", "rocm"}, {"type", Digest::of("x"), 5'000'000'000}}},
                          {"says 1.8: accepted"},
                          {Part{"app", "alpine"}},
                          {{Part{"app", "rocm"}, {{"linux", "arm", "v7"}}}},
                          "5159f294"};
    const Decision why{"a \"reason\"\n", "jane", Time(std::chrono::seconds(1'795'000'000))};
    const auto hub = *Location::parse("registry.example/team/app");
    StateAt known{{7, std::string(64, 'a')}, {}};
    known.state.releases.add(KnownRelease{release, {hub}, true, true, why, why});
    known.state.unsure[{hub, *TagName::parse("latest")}] = {Digest::of("w"), Digest::of("x")};
    known.state.holds.emplace("latest", Hold{"1.8.0", why});
    known.state.promotions.emplace("lts", std::vector<Promotion>{{"1.8.0", why}});
    for (const auto* version : {"1.7", "1.8.0"}) known.state.been_on.add("latest", version);
    const PlannedMove move{
        Role::channel, "hub",    hub,
        {"app", ""},   "latest", {*TagName::parse("latest"), Digest::of("z"), {"type", Digest::of("x"), 1}},
        "1.7",         "1.8",    "it is the highest"};
    known.state.tags.set({{move}}, TagSetting{"rollback", why, 9});
    known.state.open_intents.push_back(
        {3, {"publish", "1.8", "why", true, {{move}}}, why, std::make_shared<const Release>(release), true});
    const auto loaded = load_state(save_state(known));
    ASSERT_TRUE(loaded);
    const auto& it = *loaded->state.find("2:1.8.1-1");
    EXPECT_EQ(it.release.version.order(), Order::deb);
    EXPECT_EQ(it.release.parts, release.parts);
    EXPECT_EQ(it.release.created, release.created);
    EXPECT_EQ(it.release.ordinal, -7);
    EXPECT_EQ(it.release.awaited, release.awaited);
    EXPECT_EQ(it.release.platforms, release.platforms);
    EXPECT_TRUE(it.incomplete);
    EXPECT_EQ(it.release.upstream_commit, "5159f294");
    EXPECT_TRUE(it.complete_at.contains(hub) && it.named && it.published);
    EXPECT_EQ(it.withdrawn->reason, why.reason);
    EXPECT_EQ(loaded->state.tags.find({hub, *TagName::parse("latest")})->sequence, 9);
    EXPECT_EQ(loaded->state.unsure, known.state.unsure);
    EXPECT_EQ(loaded->state.open_intents.front().intent.moves->front(), move);
    EXPECT_TRUE(loaded->state.open_intents.front().superseded);
    EXPECT_EQ(loaded->state.been_on.by_channel(), known.state.been_on.by_channel());
    EXPECT_EQ(save_state(*loaded), save_state(known));
}

TEST(StateCodec, what_is_damaged_cut_or_something_else_is_nothing)
{
    const auto saved = save_state(state_after(generated_journal(30)));
    ASSERT_TRUE(load_state(saved));
    for (std::size_t place = 0; place < saved.size(); ++place) {
        auto damaged = saved;
        damaged[place] = static_cast<char>(damaged[place] ^ 1);
        EXPECT_FALSE(load_state(damaged)) << place;
        EXPECT_FALSE(load_state(saved.substr(0, place))) << place;
    }
    EXPECT_FALSE(load_state(saved + "x"));
    EXPECT_FALSE(load_state("SQLite format 3"));
}

/// Whoever changes what apply() makes of entries, or how a state is saved, adds one to state_format and takes over what
/// this says then: otherwise users would go on from what an older program had remembered.
TEST(StateCodec, this_format_means_this)
{
    EXPECT_EQ(state_format, 3U);
    const auto saved = save_state(state_after(generated_journal(6'000)));
    EXPECT_EQ(Digest::of(saved.substr(saved.find('\n'))).brief(), "sha256:e8da06e5");
}

}  // namespace
}  // namespace tagwarden::tests
