// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/contract/ledger_contract.h"

#include <atomic>
#include <thread>

namespace tagwarden::tests {

namespace {

using namespace std::chrono_literals;

constexpr Time noon{std::chrono::seconds(1'795'000'000)};

Draft draft(const std::string& reason)
{
    return {"ce", noon, "jane@laptop", ChannelReleased{"latest", reason}};
}

Digest digest(char digit)
{
    return *Digest::parse("sha256:" + std::string(64, digit));
}

Descriptor image(char digit)
{
    return {"application/vnd.oci.image.index.v1+json", digest(digit), 1'234};
}

/// A draft of every kind of entry there is, with all members set.
std::vector<Draft> one_of_each_kind()
{
    const Release release{"ce",
                          *Version::parse(Order::semver, "1.8.1"),
                          BuildKind::release,
                          "8f14e45f",
                          "main",
                          77,
                          noon,
                          {{Part{"gokapi", "alpine"}, image('a')}},
                          {"says 1.8: accepted"},
                          {Part{"gokapi", "rocm"}},
                          {{Part{"gokapi", "alpine"}, {{"linux", "arm64", ""}}}},
                          "5159f294"};
    const PlannedMove move{Role::channel,  "hub",    *Location::parse("registry.example/team/app"),
                           {"gokapi", ""}, "latest", {*TagName::parse("latest"), digest('b'), image('a')},
                           "1.8.0",        "1.8.1",  "highest stable"};
    return {{"ce", noon, "ci", ReleaseAnnounced{release}},
            {"ce", noon, "ci", VersionWithdrawn{"1.8.1", "regression: \"ü\"\n"}},
            {"ce", noon, "ci", VersionReinstated{"1.8.1", "it was not"}},
            {"", noon, "ci", ChannelHeld{"latest", "1.8.0", "freeze"}},
            {"", noon, "ci", ChannelReleased{"latest", ""}},
            {"ce", noon, "ci", ChannelPromoted{"latest", "1.8.1", "asked for"}},
            {"ce", noon, "ci",
             RepositoryAdopted{"hub",
                               move.location,
                               {release},
                               {{Role::channel, "latest", move.part, move.move.tag, digest('a'), "1.8.1"}}}},
            {"ce", noon, "ci", Intent{"publish", "1.8.1", "", true, {{move}}}},
            {"ce", noon, "ci",
             Outcome{6, Outcome::Result::incomplete, {{move}}, "1.8.1", {move.location}, "mirror did not answer"}}};
}

std::vector<std::string> texts(const Result<std::vector<Entry>>& entries)
{
    if (!entries) return {"error: " + entries.error().message};
    std::vector<std::string> lines;
    for (const auto& entry : *entries) lines.push_back(entry_text(entry));
    return lines;
}

std::vector<std::int64_t> sequence(const Result<std::vector<Entry>>& entries)
{
    std::vector<std::int64_t> numbers;
    if (entries)
        for (const auto& entry : *entries) numbers.push_back(entry.sequence);
    return numbers;
}

ErrorKind kind_of(const auto& result)
{
    EXPECT_FALSE(result.has_value());
    return result.has_value() ? ErrorKind::usage : result.error().kind;
}

using Numbers = std::vector<std::int64_t>;

}  // namespace

TEST_P(LedgerContract, a_new_ledger_is_empty)
{
    EXPECT_EQ(texts(ledger->entries()), std::vector<std::string>());
}

TEST_P(LedgerContract, appending_gives_the_entries_that_are_then_read)
{
    const auto added = ledger->append({}, {draft("one"), draft("two")});
    ASSERT_EQ(sequence(added), (Numbers{1, 2}));
    EXPECT_EQ(texts(ledger->entries()), texts(added));
}

TEST_P(LedgerContract, every_kind_of_entry_comes_back_as_it_was)
{
    const auto group = one_of_each_kind();
    const auto added = ledger->append({}, group);
    ASSERT_EQ(texts(added), texts(seal({}, group)));
    EXPECT_EQ(texts(other->entries()), texts(added));
}

TEST_P(LedgerContract, the_sequence_grows_by_one_over_groups)
{
    const auto first = ledger->append({}, {draft("one"), draft("two")});
    ASSERT_TRUE(first);
    const auto second = ledger->append(head_of(*first), {draft("three")});
    ASSERT_EQ(sequence(second), Numbers{3});
    EXPECT_EQ(second->front().previous, first->back().hash);
    EXPECT_EQ(sequence(ledger->entries()), (Numbers{1, 2, 3}));
}

TEST_P(LedgerContract, two_ledgers_on_one_journal_see_each_others_entries)
{
    const auto mine = ledger->append({}, {draft("mine")});
    ASSERT_TRUE(mine);
    ASSERT_EQ(sequence(other->append(head_of(*mine), {draft("yours")})), Numbers{2});
    EXPECT_EQ(sequence(ledger->entries()), (Numbers{1, 2}));
    EXPECT_EQ(texts(ledger->entries()), texts(other->entries()));
}

TEST_P(LedgerContract, a_ledger_opened_later_sees_what_was_appended_before)
{
    ASSERT_TRUE(ledger->append({}, {draft("one")}));
    EXPECT_EQ(sequence(journal->open()->entries()), Numbers{1});
}

TEST_P(LedgerContract, only_the_entries_behind_a_known_one_can_be_asked_for)
{
    const auto added = ledger->append({}, {draft("one"), draft("two"), draft("three")});
    ASSERT_TRUE(added);
    const Head first{1, added->front().hash};
    EXPECT_EQ(sequence(other->entries_after(first)), (Numbers{2, 3}));
    EXPECT_EQ(sequence(other->entries_after(head_of(*added))), Numbers());
    ASSERT_TRUE(ledger->append(head_of(*added), {draft("four")}));
    EXPECT_EQ(sequence(other->entries_after(head_of(*added))), Numbers{4});
}

TEST_P(LedgerContract, a_journal_without_the_known_entry_is_another_one)
{
    EXPECT_EQ(kind_of(ledger->entries_after({1, std::string(64, 'e')})), ErrorKind::malformed);
    const auto added = ledger->append({}, {draft("one"), draft("two")});
    ASSERT_TRUE(added);
    EXPECT_EQ(kind_of(ledger->entries_after({1, std::string(64, 'e')})), ErrorKind::malformed);
    EXPECT_EQ(kind_of(ledger->entries_after({3, added->back().hash})), ErrorKind::malformed);
    EXPECT_EQ(kind_of(journal->open()->entries_after({2, added->front().hash})), ErrorKind::malformed);
}

TEST_P(LedgerContract, appending_behind_an_old_head_is_busy_and_adds_nothing)
{
    ASSERT_TRUE(ledger->append({}, {draft("first")}));
    EXPECT_EQ(kind_of(other->append({}, {draft("late"), draft("later")})), ErrorKind::busy);
    EXPECT_EQ(sequence(ledger->entries()), Numbers{1});
}

TEST_P(LedgerContract, appending_behind_a_head_that_never_was_is_busy_and_adds_nothing)
{
    const auto first = ledger->append({}, {draft("first")});
    ASSERT_TRUE(first);
    EXPECT_EQ(kind_of(ledger->append({1, std::string(64, 'e')}, {draft("on another past")})), ErrorKind::busy);
    EXPECT_EQ(kind_of(ledger->append({2, first->back().hash}, {draft("too far")})), ErrorKind::busy);
    EXPECT_EQ(sequence(ledger->entries()), Numbers{1});
}

TEST_P(LedgerContract, who_was_busy_can_read_again_and_append)
{
    ASSERT_TRUE(ledger->append({}, {draft("first")}));
    ASSERT_EQ(kind_of(other->append({}, {draft("late")})), ErrorKind::busy);
    const auto seen = other->entries();
    ASSERT_TRUE(seen);
    EXPECT_EQ(sequence(other->append(head_of(*seen), {draft("again")})), Numbers{2});
}

TEST_P(LedgerContract, an_empty_group_appends_nothing)
{
    EXPECT_EQ(sequence(ledger->append({}, {})), Numbers());
    EXPECT_EQ(sequence(ledger->entries()), Numbers());
}

TEST_P(LedgerContract, entries_of_another_journal_are_taken_byte_for_byte)
{
    const auto elsewhere = GetParam().make_journal();
    const auto original = elsewhere->open()->append({}, one_of_each_kind());
    ASSERT_TRUE(original);
    ASSERT_TRUE(ledger->append_sealed({}, *original));
    EXPECT_EQ(texts(other->entries()), texts(original));
    EXPECT_EQ(sequence(other->append(head_of(*original), {draft("goes on")})),
              Numbers{head_of(*original).sequence + 1});
}

TEST_P(LedgerContract, sealed_entries_are_taken_behind_those_they_follow)
{
    const auto all = seal({}, {draft("one"), draft("two"), draft("three")});
    ASSERT_TRUE(ledger->append_sealed({}, {all[0]}));
    ASSERT_TRUE(other->append_sealed({1, all[0].hash}, {all[1], all[2]}));
    EXPECT_EQ(sequence(ledger->entries()), (Numbers{1, 2, 3}));
}

TEST_P(LedgerContract, sealed_entries_behind_another_end_are_busy_and_add_nothing)
{
    ASSERT_TRUE(ledger->append({}, {draft("here already")}));
    EXPECT_EQ(kind_of(other->append_sealed({}, seal({}, {draft("moved here")}))), ErrorKind::busy);
    EXPECT_EQ(sequence(ledger->entries()), Numbers{1});
}

TEST_P(LedgerContract, sealed_entries_whose_chain_is_broken_are_malformed_and_add_nothing)
{
    const auto all = seal({}, {draft("one"), draft("two"), draft("three")});
    EXPECT_EQ(kind_of(ledger->append_sealed({}, {all[1], all[2]})), ErrorKind::malformed);
    EXPECT_EQ(kind_of(ledger->append_sealed({}, {all[0], all[2]})), ErrorKind::malformed);
    EXPECT_EQ(texts(other->entries()), std::vector<std::string>());
}

TEST_P(LedgerContract, of_all_that_append_behind_one_head_at_once_one_succeeds_with_its_whole_group)
{
    constexpr int writers = 6;
    std::vector<std::unique_ptr<Ledger>> ledgers;
    for (int i = 0; i < writers; ++i) ledgers.push_back(journal->open());
    std::atomic<int> appended = 0;
    std::atomic<int> busy = 0;
    {
        std::vector<std::jthread> threads;
        for (auto& mine : ledgers)
            threads.emplace_back([&] {
                const auto added = mine->append({}, {draft("one"), draft("two"), draft("three")});
                if (added) ++appended;
                if (!added && added.error().kind == ErrorKind::busy) ++busy;
            });
    }
    EXPECT_EQ(appended, 1);
    EXPECT_EQ(busy, writers - 1);
    EXPECT_EQ(sequence(ledger->entries()), (Numbers{1, 2, 3}));
}

TEST_P(LedgerContract, a_lease_says_what_was_asked_for)
{
    const auto lease = ledger->acquire("ce", "jane@laptop:7", noon, 5min);
    ASSERT_TRUE(lease);
    EXPECT_EQ(lease->edition, "ce");
    EXPECT_EQ(lease->holder, "jane@laptop:7");
    EXPECT_EQ(lease->expires, noon + 5min);
}

TEST_P(LedgerContract, a_taken_lease_is_busy_and_names_its_holder_and_its_end)
{
    ASSERT_TRUE(ledger->acquire("ce", "jane@laptop:7", noon, 5min));
    const auto refused = other->acquire("ce", "ci@runner:9", noon + 1min, 5min);
    ASSERT_EQ(kind_of(refused), ErrorKind::busy);
    EXPECT_NE(refused.error().message.find("jane@laptop:7"), std::string::npos) << refused.error().message;
    EXPECT_NE(refused.error().message.find(format_time(noon + 5min)), std::string::npos) << refused.error().message;
    EXPECT_NE(refused.error().message.find("'ce'"), std::string::npos) << refused.error().message;
}

TEST_P(LedgerContract, the_lease_of_another_edition_is_free)
{
    ASSERT_TRUE(ledger->acquire("ce", "jane", noon, 5min));
    EXPECT_TRUE(other->acquire("ee", "ci", noon, 5min));
    EXPECT_TRUE(other->acquire("", "ci", noon, 5min));
}

TEST_P(LedgerContract, a_lease_ends_at_the_second_it_says)
{
    ASSERT_TRUE(ledger->acquire("ce", "jane", noon, 5min));
    EXPECT_EQ(kind_of(other->acquire("ce", "ci", noon + 5min - 1s, 5min)), ErrorKind::busy);
    EXPECT_TRUE(other->acquire("ce", "ci", noon + 5min, 5min));
    EXPECT_EQ(kind_of(ledger->acquire("ce", "jane", noon + 6min, 5min)), ErrorKind::busy);
}

TEST_P(LedgerContract, its_holder_gets_a_lease_again_with_a_new_end)
{
    ASSERT_TRUE(ledger->acquire("ce", "jane", noon, 5min));
    const auto again = ledger->acquire("ce", "jane", noon + 4min, 5min);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->expires, noon + 9min);
    EXPECT_EQ(kind_of(other->acquire("ce", "ci", noon + 8min, 5min)), ErrorKind::busy);
}

TEST_P(LedgerContract, a_lease_that_is_given_back_is_free)
{
    const auto lease = ledger->acquire("ce", "jane", noon, 5min);
    ASSERT_TRUE(lease);
    ASSERT_TRUE(ledger->release(*lease));
    EXPECT_TRUE(other->acquire("ce", "ci", noon, 5min));
}

TEST_P(LedgerContract, giving_back_a_lease_that_another_has_now_takes_nothing_from_them)
{
    const auto old = ledger->acquire("ce", "jane", noon, 5min);
    ASSERT_TRUE(old);
    ASSERT_TRUE(other->acquire("ce", "ci", noon + 5min, 5min));
    EXPECT_TRUE(ledger->release(*old));
    EXPECT_EQ(kind_of(ledger->acquire("ce", "jane", noon + 6min, 5min)), ErrorKind::busy);
}

TEST_P(LedgerContract, giving_back_a_lease_nobody_has_is_not_an_error)
{
    EXPECT_TRUE(ledger->release({"ce", "jane", noon}));
}

TEST_P(LedgerContract, leases_of_different_editions_can_be_taken_at_once)
{
    const auto take_many = [](Ledger& from, const std::string& prefix) {
        for (int i = 0; i < 50; ++i) EXPECT_TRUE(from.acquire(prefix + std::to_string(i), "jane", noon, 5min));
    };
    std::jthread one([&] { take_many(*ledger, "a"); });
    std::jthread two([&] { take_many(*other, "b"); });
}

TEST_P(LedgerContract, of_all_that_want_a_lease_at_once_one_gets_it)
{
    constexpr int wanting = 6;
    std::vector<std::unique_ptr<Ledger>> ledgers;
    for (int i = 0; i < wanting; ++i) ledgers.push_back(journal->open());
    std::atomic<int> taken = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < wanting; ++i)
            threads.emplace_back([&, i] {
                if (ledgers[static_cast<std::size_t>(i)]->acquire("ce", std::to_string(i), noon, 5min)) ++taken;
            });
    }
    EXPECT_EQ(taken, 1);
}

}  // namespace tagwarden::tests
