// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/snapshot/remembering_ledger.h"

#include <gtest/gtest.h>

#include <map>

#include "adapters/memory/memory_ledger.h"
#include "adapters/snapshot/folder_snapshots.h"
#include "core/ledger/state_codec.h"
#include "tests/support/ledger_generator.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {
namespace {

/// A ledger that remembers from where it was read.
class WatchedLedger final : public LedgerReader {
public:
    explicit WatchedLedger(std::vector<Entry> entries) : entries_(std::move(entries)) {}

    Result<std::vector<Entry>> entries_after(const Head& after) override
    {
        read_from.push_back(after.sequence);
        const auto known = static_cast<std::size_t>(after.sequence);
        if (known > entries_.size() || (known > 0 && entries_[known - 1].hash != after.hash))
            return fail(ErrorKind::malformed, not_in_journal(after));
        return std::vector<Entry>(entries_.begin() + after.sequence, entries_.end());
    }

    std::vector<std::int64_t> read_from;

private:
    std::vector<Entry> entries_;
};

struct Remembered final : StateSnapshots {
    explicit Remembered(std::map<std::string, std::string>& bytes) : all(bytes) {}
    std::optional<std::string> find(const std::string& edition) override
    {
        const auto found = all.find(edition);
        return found == all.end() ? std::nullopt : std::optional(found->second);
    }
    void keep(const std::string& edition, std::string_view bytes) override { all[edition] = bytes; }

    std::map<std::string, std::string>& all;
};

struct RememberingLedger : testing::Test {
    static const std::vector<Entry>& journal()
    {
        static const auto entries = generated_journal(3'000);
        return entries;
    }
    std::map<std::string, std::string> remembered;

    static std::vector<Entry> first(std::size_t count)
    {
        return {journal().begin(), journal().begin() + static_cast<std::ptrdiff_t>(count)};
    }

    /// The state as bytes, and from which entries on the ledger was read for it.
    std::pair<std::string, std::vector<std::int64_t>> state_of(const std::vector<Entry>& entries)
    {
        auto watched = std::make_unique<WatchedLedger>(entries);
        auto& ledger = *watched;
        const auto remembers = remembering(std::move(watched), std::make_unique<Remembered>(remembered));
        const auto known = remembers->state("");
        return {known ? save_state(*known) : "error: " + known.error().message, ledger.read_from};
    }

    static std::string added_up(const std::vector<Entry>& entries)
    {
        StateAt known;
        fold_more(known, entries, "");
        return save_state(known);
    }
};

using From = std::vector<std::int64_t>;

TEST_F(RememberingLedger, reads_a_long_journal_once_and_then_only_what_came_since)
{
    EXPECT_EQ(state_of(first(2'000)), std::pair(added_up(first(2'000)), From{0}));
    EXPECT_EQ(state_of(first(2'000)), std::pair(added_up(first(2'000)), From{2'000}));
    EXPECT_EQ(state_of(first(2'500)), std::pair(added_up(first(2'500)), From{2'000}));
}

TEST_F(RememberingLedger, remembers_again_when_much_came_since)
{
    state_of(first(1'500));
    EXPECT_EQ(state_of(first(1'500 + worth_remembering)).second, From{1'500});
    EXPECT_EQ(state_of(first(2'600)), std::pair(added_up(first(2'600)), From{2'500}));
}

TEST_F(RememberingLedger, a_short_journal_is_not_worth_remembering)
{
    state_of(first(worth_remembering - 1));
    EXPECT_TRUE(remembered.empty());
}

TEST_F(RememberingLedger, what_was_remembered_of_another_journal_is_passed_over_and_replaced)
{
    state_of(first(2'000));
    auto drafts = std::vector<Draft>();
    for (const auto& entry : first(1'600)) drafts.push_back(entry.draft);
    drafts.front().actor = "somebody else";
    const auto other = seal({}, drafts);
    EXPECT_EQ(state_of(other), std::pair(added_up(other), From{2'000, 0}));
    EXPECT_EQ(state_of(other).second, From{1'600});
}

TEST_F(RememberingLedger, what_is_damaged_is_passed_over_and_replaced)
{
    state_of(first(2'000));
    remembered.at("")[500] ^= 1;
    EXPECT_EQ(state_of(first(2'000)), std::pair(added_up(first(2'000)), From{0}));
    EXPECT_EQ(state_of(first(2'000)).second, From{2'000});
}

TEST_F(RememberingLedger, editions_are_remembered_apart)
{
    state_of(first(2'000));
    const auto remembers =
        remembering(std::make_unique<WatchedLedger>(first(2'000)), std::make_unique<Remembered>(remembered));
    EXPECT_TRUE(remembers->state("ce")->state.releases.empty());
    EXPECT_EQ(remembered.size(), 2U);
}

struct KeptNotices final : Notices {
    void notice(std::string_view text) override { said.emplace_back(text); }
    std::vector<std::string> said;
};

TEST(FolderSnapshots, are_kept_for_each_journal_and_edition_apart_and_may_be_deleted)
{
    const TemporaryFolder folder;
    KeptNotices notices;
    const auto one = open_folder_snapshots(folder.path() / "made/here", "sqlite:/one.db", notices);
    const auto other = open_folder_snapshots(folder.path() / "made/here", "sqlite:/other.db", notices);
    EXPECT_FALSE(one->find(""));
    one->keep("", "bytes");
    one->keep("ce", "of ce");
    EXPECT_EQ(one->find(""), "bytes");
    EXPECT_EQ(one->find("ce"), "of ce");
    EXPECT_FALSE(other->find(""));
    std::filesystem::remove_all(folder.path() / "made");
    EXPECT_FALSE(one->find(""));
    one->keep("", "again");
    EXPECT_EQ(one->find(""), "again");
    EXPECT_TRUE(notices.said.empty());
}

TEST(FolderSnapshots, that_nothing_can_be_kept_is_a_notice_and_no_error)
{
    const TemporaryFolder folder;
    KeptNotices notices;
    const auto snapshots = open_folder_snapshots(folder.write("a-file", "") + "/below", "sqlite:/one.db", notices);
    snapshots->keep("", "bytes");
    EXPECT_FALSE(snapshots->find(""));
    ASSERT_EQ(notices.said.size(), 1U);
    EXPECT_NE(notices.said.front().find("is not used"), std::string::npos) << notices.said.front();
}

}  // namespace
}  // namespace tagwarden::tests
