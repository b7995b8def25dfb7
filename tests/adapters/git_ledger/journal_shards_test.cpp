// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/journal_shards.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

std::vector<Entry> journal(int size)
{
    std::vector<Draft> drafts;
    for (int i = 1; i <= size; ++i) drafts.push_back({"", {}, "jane", ChannelReleased{"latest", std::to_string(i)}});
    return seal({}, drafts);
}

Head head_at(const std::vector<Entry>& entries, std::size_t sequence)
{
    return {static_cast<std::int64_t>(sequence), entries[sequence - 1].hash};
}

std::vector<std::string> contents(const std::map<std::string, std::string>& files)
{
    std::vector<std::string> all;
    for (const auto& [path, content] : files) all.push_back(content);
    return all;
}

}  // namespace

TEST(JournalShards, are_named_by_their_place_and_hold_a_hundred_entries)
{
    EXPECT_EQ(shard_path(shard_of(1)), "entries/0000/00");
    EXPECT_EQ(shard_path(shard_of(100)), "entries/0000/00");
    EXPECT_EQ(shard_path(shard_of(101)), "entries/0000/01");
    EXPECT_EQ(shard_path(shard_of(10'000)), "entries/0000/99");
    EXPECT_EQ(shard_path(shard_of(10'001)), "entries/0001/00");
    EXPECT_EQ(shard_path(shard_of(100'000'001)), "entries/10000/00");
}

TEST(JournalShards, that_are_written_read_back)
{
    const auto entries = journal(250);
    const auto files = with_entries("", entries);
    ASSERT_EQ(files.size(), 3U);
    const auto read = entries_in(contents(files), {});
    ASSERT_TRUE(read);
    ASSERT_EQ(read->size(), 250U);
    EXPECT_EQ(read->back().hash, entries.back().hash);
    EXPECT_EQ(head_in(files.rbegin()->second), head_of(entries));
}

TEST(JournalShards, before_the_last_one_do_not_change_when_entries_are_added)
{
    const auto entries = journal(203);
    const auto before = with_entries("", {entries.begin(), entries.begin() + 199});
    const auto changed = with_entries(before.rbegin()->second, {entries.begin() + 199, entries.end()});
    ASSERT_EQ(changed.size(), 2U);
    EXPECT_EQ(changed.begin()->first, "entries/0000/01");
    EXPECT_TRUE(changed.begin()->second.starts_with(before.rbegin()->second));
    EXPECT_EQ(changed.rbegin()->first, "entries/0000/02");
}

TEST(JournalShards, are_read_from_a_known_entry_on_without_a_look_at_those_before)
{
    const auto entries = journal(203);
    auto shards = contents(with_entries("", entries));
    shards.erase(shards.begin());
    for (const std::size_t known : {std::size_t{101}, std::size_t{150}, std::size_t{200}}) {
        const auto behind = entries_in(shards, head_at(entries, known));
        ASSERT_TRUE(behind) << known;
        EXPECT_EQ(behind->front().sequence, static_cast<std::int64_t>(known) + 1);
        EXPECT_EQ(behind->size(), 203 - known);
    }
    auto damaged = shards.front();
    damaged.replace(0, 9, "{damaged}");
    EXPECT_TRUE(entries_in({damaged, shards.back()}, head_at(entries, 150)));
}

TEST(JournalShards, without_the_known_entry_are_another_journal)
{
    const auto entries = journal(20);
    const auto shards = contents(with_entries("", entries));
    for (const Head& head : {Head{7, entries[7].hash}, Head{21, entries[19].hash}, Head{7, std::string(64, 'e')}}) {
        const auto behind = entries_in(shards, head);
        ASSERT_FALSE(behind);
        EXPECT_EQ(behind.error().kind, ErrorKind::malformed);
    }
}

TEST(JournalShards, are_malformed_where_one_is_missing_or_the_format_is)
{
    const std::map<std::string, std::string> whole{{"format", "f"}, {"entries/0000/00", "a"}, {"entries/0000/01", "b"}};
    EXPECT_EQ(shards_in(whole), (std::vector<std::string>{"a", "b"}));
    for (const std::string missing : {"format", "entries/0000/00"}) {
        auto files = whole;
        files.erase(missing);
        const auto shards = shards_in(files);
        ASSERT_FALSE(shards) << missing;
        EXPECT_EQ(shards.error().kind, ErrorKind::malformed);
    }
    EXPECT_FALSE(shards_in({{"README.md", "a"}, {"src/main.c", "b"}}));
}

TEST(JournalShards, that_somebody_edited_are_malformed)
{
    auto text = with_entries("", journal(3)).begin()->second;
    const auto at = text.find("\"reason\":\"2\"");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 12, "\"reason\":\"9\"");
    const auto read = entries_in({text}, {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().kind, ErrorKind::malformed);
}

}  // namespace tagwarden
