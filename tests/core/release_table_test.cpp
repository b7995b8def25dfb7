// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger/release_table.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "core/ledger/state_codec.h"

namespace tagwarden::tests {
namespace {

KnownRelease known(std::string_view version, std::int64_t ordinal = 0)
{
    KnownRelease it{
        {"", *Version::parse(Order::semver, version), BuildKind::release, "8f14e45f", "main", ordinal, {}, {}},
        {},
        true,
        false,
        {}};
    it.release.parts.emplace(Part{"app", "default"}, Descriptor{"type", Digest::of(version), 1});
    return it;
}

ReleaseTable saved(ReleaseTable table)
{
    StateAt it;
    it.state.releases = std::move(table);
    return load_state(save_state(it))->state.releases;
}

ReleaseTable table_of(std::initializer_list<std::string_view> versions)
{
    ReleaseTable table;
    for (const auto version : versions) table.add(known(version));
    return table;
}

std::string listing(const std::vector<ReleaseRow>& rows)
{
    std::string text;
    for (const auto& row : rows) {
        EXPECT_EQ(row->version(), row.facts().version);
        text += row->version() + " ";
    }
    return text;
}

TEST(ReleaseTable, releases_come_by_the_texts_of_their_versions_and_ranked_by_what_they_are_saved_or_not)
{
    const auto table = table_of({"1.9.0", "1.10.0", "2.0.0", "1.2.0"});
    for (const auto& it : {table, saved(table)}) {
        EXPECT_EQ(listing(it.rows()), "1.10.0 1.2.0 1.9.0 2.0.0 ");
        EXPECT_EQ(listing(it.ranked()), "2.0.0 1.10.0 1.9.0 1.2.0 ");
        std::string text;
        for (const auto& [version, release] : it) text += version + "=" + release.version() + " ";
        EXPECT_EQ(text, "1.10.0=1.10.0 1.2.0=1.2.0 1.9.0=1.9.0 2.0.0=2.0.0 ");
        EXPECT_EQ(it.size(), 4U);
    }
}

TEST(ReleaseTable, what_is_changed_or_added_later_lies_over_what_was_saved)
{
    auto table = saved(table_of({"1.0.0", "1.2.0", "1.10.0"}));
    table.change("1.2.0")->published = true;
    table.add(known("1.3.0"));
    table.add(known("0.9.0"));
    table.add(known("3.0.0"));
    EXPECT_FALSE(table.add(known("1.10.0")).published);
    EXPECT_EQ(table.change("9.9.9"), nullptr);
    EXPECT_EQ(table.size(), 6U);
    for (const auto& it : {table, saved(table)}) {
        EXPECT_EQ(listing(it.rows()), "0.9.0 1.0.0 1.10.0 1.2.0 1.3.0 3.0.0 ");
        EXPECT_EQ(listing(it.ranked()), "3.0.0 1.10.0 1.3.0 1.2.0 1.0.0 0.9.0 ");
        EXPECT_TRUE(it.find("1.2.0")->published);
        EXPECT_FALSE(it.find("1.0.0")->published);
        EXPECT_EQ(it.find("1.4.0"), nullptr);
        EXPECT_EQ(it.find("1.10.0")->release.parts.at({"app", "default"}).digest, Digest::of("1.10.0"));
    }
}

TEST(ReleaseTable, it_ranks_as_sorting_all_of_it_would_however_much_of_it_was_saved)
{
    std::minstd_rand random(7);
    for (int round = 0; round < 30; ++round) {
        ReleaseTable table;
        const auto some = [&](int count) {
            for (int i = 0; i < count; ++i) {
                const auto version = std::to_string(random() % 3) + "." + std::to_string(random() % 12) + ".0+" +
                                     std::to_string(random() % 3);
                table.add(known(version)).release.ordinal = static_cast<std::int64_t>(random() % 2);
            }
        };
        some(round);
        table = saved(std::move(table));
        some(10);
        std::vector<const KnownRelease*> sorted, ranked;
        for (const auto& row : table.rows()) sorted.push_back(&*row);
        std::ranges::sort(sorted, [](const auto* a, const auto* b) { return outranks(*a, *b); });
        for (const auto& row : table.ranked()) ranked.push_back(&*row);
        EXPECT_EQ(ranked, sorted) << round;
        EXPECT_EQ(table.size(), sorted.size());
    }
}

TEST(ReleaseTable, a_copy_and_who_shares_a_release_do_not_see_what_becomes_of_it)
{
    for (auto table : {table_of({"1.0.0"}), saved(table_of({"1.0.0"}))}) {
        const auto copy = table;
        table.change("1.0.0")->release.commit = "c4ca4238";
        EXPECT_EQ(copy.find("1.0.0")->release.commit, "8f14e45f");
        const auto shared = table.share("1.0.0");
        EXPECT_EQ(shared, table.share("1.0.0"));
        table.change("1.0.0")->release.commit = "eccbc87e";
        EXPECT_EQ(shared->commit, "c4ca4238");
        EXPECT_NE(shared, table.share("1.0.0"));
        EXPECT_EQ(table.share("2.0.0"), nullptr);
    }
}

TEST(ReleaseTable, a_release_stays_where_it_is_while_nobody_changes_it)
{
    const auto table = saved(table_of({"1.0.0", "1.1.0"}));
    const auto copy = table;
    const auto* first = table.find("1.0.0");
    EXPECT_EQ(first, &*table.rows().front());
    EXPECT_EQ(first, copy.find("1.0.0"));
}

TEST(ReleaseTable, versions_of_two_orders_have_their_ranks)
{
    ReleaseTable table;
    for (const auto order : {Order::semver, Order::deb})
        for (const auto* text : {"1.0.0", "1.1.0", "1.2.0"})
            if ((order == Order::deb) == (std::string_view(text) == "1.1.0")) {
                auto it = known("1.0.0");
                it.release.version = *Version::parse(order, text);
                table.add(std::move(it));
            }
    EXPECT_EQ(listing(saved(table).ranked()), listing(table.ranked()));
}

}  // namespace
}  // namespace tagwarden::tests
