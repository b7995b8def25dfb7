// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/journal.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/memory/memory_ledger.h"
#include "tests/support/ledger_generator.h"

namespace tagwarden::tests {
namespace {

std::string exported(LedgerReader& ledger)
{
    std::string lines;
    const auto extent = export_journal(ledger, [&](std::string_view line) -> Result<void> {
        lines.append(line).push_back('\n');
        return {};
    });
    return extent ? lines : "error: " + extent.error().message;
}

struct Journal : testing::Test {
    std::vector<Entry> entries = generated_journal(300);
    MemoryLedger ledger, other;

    void SetUp() override { ASSERT_TRUE(ledger.append_sealed({}, entries)); }

    /// What is said to be wrong with these lines.
    static std::string refused(const std::string& lines)
    {
        const auto read = read_journal(lines);
        EXPECT_FALSE(read);
        return read ? "" : read.error().message;
    }
};

TEST_F(Journal, a_whole_one_says_how_long_it_is_over_what_time_and_how_it_ends)
{
    const auto extent = verify_journal(ledger);
    ASSERT_TRUE(extent);
    EXPECT_EQ(extent->head, head_of(entries));
    EXPECT_EQ(extent->first, entries.front().draft.time);
    EXPECT_EQ(extent->last, entries.back().draft.time);
    EXPECT_EQ(verify_journal(other)->head, Head{});
}

TEST_F(Journal, moves_to_another_ledger_byte_for_byte)
{
    const auto lines = exported(ledger);
    ASSERT_EQ(std::ranges::count(lines, '\n'), static_cast<std::ptrdiff_t>(entries.size()));
    const auto read = read_journal(lines);
    ASSERT_TRUE(read) << read.error().message;
    const auto extent = import_journal(*read, other);
    ASSERT_TRUE(extent) << extent.error().message;
    EXPECT_EQ(extent->head, head_of(entries));
    EXPECT_EQ(exported(other), lines);
    EXPECT_TRUE(other.append(extent->head, {entries.front().draft}));
}

TEST_F(Journal, is_not_imported_where_there_is_one)
{
    ASSERT_TRUE(other.append({}, {entries.front().draft}));
    const auto extent = import_journal(entries, other);
    ASSERT_FALSE(extent);
    EXPECT_EQ(extent.error().kind, ErrorKind::refused);
    EXPECT_EQ(extent.error().message, "the ledger has 1 entry already, and two journals cannot become one");
    EXPECT_EQ(other.entries()->size(), 1U);
}

TEST_F(Journal, of_a_changed_line_the_entry_is_named_and_nothing_is_imported)
{
    auto lines = exported(ledger);
    const auto at = lines.find("jane@laptop");
    lines.replace(at, 4, "mary");
    const auto number = std::ranges::count(lines.substr(0, at), '\n') + 1;
    EXPECT_TRUE(refused(lines).starts_with("ledger entry " + std::to_string(number) + " says its hash is "));
}

TEST_F(Journal, a_line_that_is_missing_cut_or_not_canonical_is_named)
{
    const auto lines = exported(ledger);
    const auto second = lines.find('\n') + 1, third = lines.find('\n', second) + 1;
    EXPECT_EQ(refused(lines.substr(0, second) + lines.substr(third)),
              "behind ledger entry 1 stands entry 3, want entry 2: one was removed or put in");
    EXPECT_TRUE(refused(lines.substr(0, third - 9)).starts_with("a ledger entry is not JSON"));
    EXPECT_EQ(refused("{ " + lines.substr(1)), "line 1, ledger entry 1, is not as this Tagwarden writes it");
    EXPECT_EQ(refused(""), "there is no entry to import");
}

}  // namespace
}  // namespace tagwarden::tests
