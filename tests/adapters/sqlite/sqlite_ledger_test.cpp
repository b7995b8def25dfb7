// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/sqlite_ledger.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <csignal>

#include <array>

#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

constexpr Time noon{std::chrono::seconds(1'795'000'000)};

Draft draft(const std::string& reason)
{
    return {"ce", noon, "jane@laptop", ChannelReleased{"latest", reason}};
}

/// Runs SQL as a stranger would, without our settings. Gives SQLite's message, "" when all went well.
std::string run_raw(const std::string& path, const std::string& sql)
{
    sqlite3* connection = nullptr;
    sqlite3_open(path.c_str(), &connection);
    const auto code = sqlite3_exec(connection, sql.c_str(), nullptr, nullptr, nullptr);
    const std::string message = code == SQLITE_OK ? "" : sqlite3_errmsg(connection);
    sqlite3_close(connection);
    return message;
}

std::string first_value(const std::string& path, const std::string& sql)
{
    std::string value;
    sqlite3* connection = nullptr;
    sqlite3_open(path.c_str(), &connection);
    sqlite3_exec(
        connection, sql.c_str(),
        [](void* out, int, char** columns, char**) {
            *static_cast<std::string*>(out) = columns[0] == nullptr ? "" : columns[0];
            return 0;
        },
        &value, nullptr);
    sqlite3_close(connection);
    return value;
}

/// A ledger file with entries 1, 2 and 3.
std::string three_entries(const TemporaryFolder& folder)
{
    auto ledger = open_sqlite_ledger(folder / "ledger.db");
    EXPECT_TRUE(ledger);
    EXPECT_TRUE((*ledger)->append({}, {draft("one"), draft("two"), draft("three")}));
    return folder / "ledger.db";
}

std::size_t count(const Result<std::vector<Entry>>& entries)
{
    EXPECT_TRUE(entries) << entries.error().message;
    return entries ? entries->size() : 999;
}

/// All that an error says.
std::string words(const Error& error)
{
    std::string all = error.message + " | " + error.hint;
    for (const auto& line : error.trail) all += " | " + line;
    return all;
}

#define EXPECT_SAYS(error, part) EXPECT_NE(words(error).find(part), std::string::npos) << words(error)

/// Starts a process that ends with what `work` returns. No database may be open then: SQLite's locks do not
/// survive a fork.
pid_t in_a_process(const auto& work)
{
    const auto pid = fork();
    if (pid == 0) _exit(work());
    return pid;
}

int exit_status(pid_t pid)
{
    int status = 0;
    waitpid(pid, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

constexpr auto drop_triggers =
    "DROP TRIGGER entries_are_never_changed; DROP TRIGGER entries_are_never_removed;"
    "DROP TRIGGER entries_are_added_at_the_end;";

}  // namespace

TEST(SqliteLedger, reopening_keeps_all)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    auto ledger = open_sqlite_ledger(path);
    ASSERT_TRUE(ledger);
    const auto entries = (*ledger)->entries();
    ASSERT_EQ(count(entries), 3U);
    EXPECT_EQ((*ledger)->append(head_of(*entries), {draft("four")})->front().sequence, 4);
}

TEST(SqliteLedger, the_folders_above_it_are_made)
{
    const TemporaryFolder folder;
    EXPECT_TRUE(open_sqlite_ledger(folder / "a/b/ledger.db"));
    EXPECT_TRUE(fs::exists(folder / "a/b/ledger.db"));
}

TEST(SqliteLedger, a_folder_that_cannot_be_made_is_a_local_error_that_names_it)
{
    const TemporaryFolder folder;
    folder.write("file", "");
    const auto ledger = open_sqlite_ledger(folder / "file/below/ledger.db");
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().kind, ErrorKind::local);
    EXPECT_SAYS(ledger.error(), folder / "file/below");
}

TEST(SqliteLedger, a_path_with_characters_of_a_uri_is_a_path)
{
    const TemporaryFolder folder;
    for (const std::string name : {"a b.db", "100%25?mode=memory#.db", "file:x.db", "ü.db"}) {
        ASSERT_TRUE(open_sqlite_ledger(folder / name)) << name;
        EXPECT_TRUE(fs::exists(folder / name)) << name;
    }
}

TEST(SqliteLedger, settings_are_those_of_a_journal)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    EXPECT_EQ(first_value(path, "PRAGMA journal_mode"), "wal");
    EXPECT_EQ(first_value(path, "PRAGMA application_id"), std::to_string(0x54414757));
    EXPECT_EQ(first_value(path, "PRAGMA user_version"), "2");
}

TEST(SqliteLedger, the_database_itself_refuses_to_change_or_remove_an_entry)
{
    const std::array attempts{
        "UPDATE entries SET text = '{}' WHERE sequence = 2",
        "DELETE FROM entries WHERE sequence = 3",
        "DELETE FROM entries",
        "INSERT OR REPLACE INTO entries SELECT 2, previous, hash, '{}' FROM entries WHERE sequence = 2",
        "INSERT INTO entries VALUES (7, 'a', 'b', '{}')",
    };
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    for (const auto* const sql : attempts)
        EXPECT_NE(run_raw(path, sql).find("a ledger entry is"), std::string::npos) << sql;
    EXPECT_EQ(count((*open_sqlite_ledger(path))->entries()), 3U);
}

TEST(SqliteLedger, tampering_is_found_and_names_the_entry)
{
    struct Row {
        const char* sql;
        const char* says;
    };
    const std::array rows{
        Row{"UPDATE entries SET text = replace(text, 'two', '2.0') WHERE sequence = 2", "entry 2"},
        Row{"UPDATE entries SET text = 'no json' WHERE sequence = 2", "entry 2"},
        Row{"UPDATE entries SET text = '' WHERE sequence = 1", "entry 1"},
        Row{"UPDATE entries SET hash = 'x' WHERE sequence = 3", "entry 3"},
        Row{"UPDATE entries SET previous = 'x' WHERE sequence = 3", "entry 3"},
        Row{"UPDATE entries SET sequence = 9 WHERE sequence = 3", "entry 9"},
        Row{"DELETE FROM entries WHERE sequence = 2", "entry 3"},
        Row{"DELETE FROM entries WHERE sequence = 1", "entry 2"},
    };
    for (const auto& [sql, says] : rows) {
        const TemporaryFolder folder;
        const auto path = three_entries(folder);
        ASSERT_EQ(run_raw(path, std::string(drop_triggers) + sql), "");
        const auto entries = (*open_sqlite_ledger(path))->entries();
        ASSERT_FALSE(entries) << sql;
        EXPECT_EQ(entries.error().kind, ErrorKind::malformed) << sql;
        EXPECT_SAYS(entries.error(), says) << sql;
        EXPECT_SAYS(entries.error(), path);
    }
}

TEST(SqliteLedger, of_a_group_that_cannot_be_written_whole_nothing_stays)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    ASSERT_EQ(run_raw(path,
                      "CREATE TRIGGER fault BEFORE INSERT ON entries WHEN NEW.sequence = 5 "
                      "BEGIN SELECT RAISE(ABORT, 'injected'); END"),
              "");
    auto ledger = open_sqlite_ledger(path);
    ASSERT_TRUE(ledger);
    const auto head = head_of(*(*ledger)->entries());
    const auto added = (*ledger)->append(head, {draft("four"), draft("five")});
    ASSERT_FALSE(added);
    EXPECT_SAYS(added.error(), "appending ledger entry 5");
    EXPECT_EQ(count((*ledger)->entries()), 3U);
    EXPECT_TRUE((*ledger)->append(head, {draft("four")}));
}

TEST(SqliteLedger, processes_that_append_at_once_lose_nothing)
{
    constexpr int processes = 4;
    constexpr int each = 10;
    const TemporaryFolder folder;  // the file is not there yet: they also make it at once
    const auto append_until_done = [&] {
        auto ledger = open_sqlite_ledger(folder / "ledger.db");
        if (!ledger) return 1;
        for (int done = 0; done < each;) {
            const auto seen = (*ledger)->entries();
            if (!seen) return 2;
            const auto added = (*ledger)->append(head_of(*seen), {draft("x"), draft("y")});
            if (added) ++done;
            if (!added && added.error().kind != ErrorKind::busy) return 3;
        }
        return 0;
    };
    std::vector<pid_t> pids;
    for (int i = 0; i < processes; ++i) pids.push_back(in_a_process(append_until_done));
    for (const auto pid : pids) EXPECT_EQ(exit_status(pid), 0);
    EXPECT_EQ(count((*open_sqlite_ledger(folder / "ledger.db"))->entries()), std::size_t{processes * each * 2});
}

TEST(SqliteLedger, processes_that_make_the_file_at_once_can_all_use_it)
{
    for (int round = 0; round < 10; ++round) {
        const TemporaryFolder folder;
        std::vector<pid_t> pids;
        for (int i = 0; i < 8; ++i)
            pids.push_back(in_a_process([&] { return open_sqlite_ledger(folder / "ledger.db") ? 0 : 1; }));
        for (const auto pid : pids) EXPECT_EQ(exit_status(pid), 0);
    }
}

TEST(SqliteLedger, opening_and_reading_wait_for_nobody_who_writes)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    sqlite3* writing = nullptr;
    sqlite3_open(path.c_str(), &writing);
    ASSERT_EQ(sqlite3_exec(writing, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto ledger = open_sqlite_ledger(path);
    ASSERT_TRUE(ledger) << ledger.error().message;
    EXPECT_EQ(count((*ledger)->entries()), 3U);
    sqlite3_close(writing);
}

TEST(SqliteLedger, of_two_processes_that_append_behind_one_head_one_is_busy)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    const auto head = head_of(*(*open_sqlite_ledger(path))->entries());
    const auto append = [&] {
        const auto added = (*open_sqlite_ledger(path))->append(head, {draft("mine")});
        return added ? 0 : static_cast<int>(added.error().kind);
    };
    const auto one = in_a_process(append);
    const auto two = in_a_process(append);
    const auto results = std::minmax({exit_status(one), exit_status(two)});
    EXPECT_EQ(results.first, 0);
    EXPECT_EQ(results.second, static_cast<int>(ErrorKind::busy));
    EXPECT_EQ(count((*open_sqlite_ledger(path))->entries()), 4U);
}

TEST(SqliteLedger, what_a_killed_process_appended_is_there_and_its_lease_ends_by_itself)
{
    const TemporaryFolder folder;
    const auto path = folder / "ledger.db";
    const auto pid = in_a_process([&] {
        auto ledger = open_sqlite_ledger(path);
        if (!(*ledger)->append({}, {draft("one")}) || !(*ledger)->acquire("ce", "gone", noon, 5min)) return 1;
        raise(SIGKILL);
        return 2;
    });
    EXPECT_EQ(exit_status(pid), -1);
    auto ledger = open_sqlite_ledger(path);
    ASSERT_TRUE(ledger);
    EXPECT_EQ(count((*ledger)->entries()), 1U);
    EXPECT_FALSE((*ledger)->acquire("ce", "me", noon + 1min, 5min));
    EXPECT_TRUE((*ledger)->acquire("ce", "me", noon + 5min, 5min));
}

TEST(SqliteLedger, the_lease_of_a_holder_that_is_known_to_be_gone_is_free)
{
    const TemporaryFolder folder;
    const auto path = folder.path() / "ledger.db";
    const auto ledger =
        open_sqlite_ledger(path, [](const std::string& holder) { return holder == "jane@laptop pid 7"; });
    ASSERT_TRUE(ledger);
    ASSERT_TRUE((*ledger)->acquire("ce", "jane@laptop pid 7", noon, 300s));
    ASSERT_TRUE((*ledger)->acquire("ce", "kim@laptop pid 8", noon + 1s, 300s));
    EXPECT_FALSE((*ledger)->acquire("ce", "lee@laptop pid 9", noon + 2s, 300s));
}

TEST(SqliteLedger, an_empty_file_becomes_a_ledger)
{
    const TemporaryFolder folder;
    auto ledger = open_sqlite_ledger(folder.write("ledger.db", ""));
    ASSERT_TRUE(ledger);
    EXPECT_TRUE((*ledger)->append({}, {draft("one")}));
}

TEST(SqliteLedger, tables_of_version_1_are_brought_up_to_date_with_their_entries)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    ASSERT_EQ(run_raw(path, "DROP TABLE leases; PRAGMA user_version = 1"), "");
    EXPECT_EQ(count((*open_sqlite_ledger_for_reading(path))->entries()), 3U);  // readers do without the migration
    EXPECT_EQ(first_value(path, "PRAGMA user_version"), "1");
    auto ledger = open_sqlite_ledger(path);
    ASSERT_TRUE(ledger);
    EXPECT_EQ(count((*ledger)->entries()), 3U);
    EXPECT_TRUE((*ledger)->acquire("ce", "me", noon, 5min));
    EXPECT_EQ(first_value(path, "PRAGMA user_version"), "2");
}

TEST(SqliteLedger, a_file_that_is_no_ledger_is_refused_and_stays_as_it_is)
{
    struct Row {
        const char* what;
        const char* sql;  ///< makes the database, or
        const char* text;
        const char* says;
        bool tables_missing = false;  ///< noticed only when they are used
    };
    const std::array rows{
        Row{"a text file", "", "this is a text file that is not a database, long enough for a header\n",
            "not a database"},
        Row{"another program's database", "CREATE TABLE songs (title TEXT)", "", "another program"},
        Row{"another program's number", "PRAGMA application_id = 7", "", "another program"},
        Row{"a newer ledger", "PRAGMA application_id = 1413564247; PRAGMA user_version = 3", "",
            "written by a newer Tagwarden"},
        Row{"a ledger without its tables", "PRAGMA application_id = 1413564247; PRAGMA user_version = 2", "",
            "no such table", true},
    };
    for (const auto& row : rows) {
        const TemporaryFolder folder;
        const auto path = folder.write("ledger.db", row.text);
        ASSERT_TRUE(*row.sql == '\0' || run_raw(path, row.sql).empty()) << row.what;
        const auto before = folder.read("ledger.db");
        const auto writer = open_sqlite_ledger(path);
        const auto written = writer ? (*writer)->append({}, {draft("one")}) : fail(writer.error());
        const auto reader = open_sqlite_ledger_for_reading(path);
        const auto read = reader ? (*reader)->entries() : fail(reader.error());
        for (const auto* result : {&written, &read}) {
            ASSERT_FALSE(*result) << row.what;
            EXPECT_EQ(result->error().kind, ErrorKind::malformed) << row.what;
            EXPECT_SAYS(result->error(), row.says) << row.what;
            EXPECT_SAYS(result->error(), path) << row.what;
        }
        EXPECT_TRUE(row.tables_missing || folder.read("ledger.db") == before) << row.what;
    }
}

TEST(SqliteLedger, a_folder_as_path_is_a_local_error)
{
    const TemporaryFolder folder;
    const auto ledger = open_sqlite_ledger(folder.path());
    ASSERT_FALSE(ledger);
    EXPECT_EQ(ledger.error().kind, ErrorKind::local);
}

TEST(SqliteLedger, a_write_that_fails_half_way_is_a_local_error_and_nothing_stays)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    const auto head = head_of(*(*open_sqlite_ledger(path))->entries());
    // A limit on the size of files fails a write where a full disk would.
    const auto pid = in_a_process([&] {
        auto mine = open_sqlite_ledger(path);
        const rlimit small{16'384, 16'384};
        signal(SIGXFSZ, SIG_IGN);
        setrlimit(RLIMIT_FSIZE, &small);
        const auto added = (*mine)->append(head, {draft(std::string(200'000, 'x'))});
        return added ? 100 : static_cast<int>(added.error().kind);
    });
    EXPECT_EQ(exit_status(pid), static_cast<int>(ErrorKind::local));
    EXPECT_EQ(count((*open_sqlite_ledger(path))->entries()), 3U);
}

TEST(SqliteLedgerForReading, a_file_that_is_not_there_is_an_empty_ledger_and_is_not_made)
{
    const TemporaryFolder folder;
    auto reader = open_sqlite_ledger_for_reading(folder / "deep/ledger.db");
    ASSERT_TRUE(reader);
    EXPECT_EQ(count((*reader)->entries()), 0U);
    EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(SqliteLedgerForReading, an_empty_file_is_an_empty_ledger_and_stays_empty)
{
    const TemporaryFolder folder;
    const auto path = folder.write("ledger.db", "");
    EXPECT_EQ(count((*open_sqlite_ledger_for_reading(path))->entries()), 0U);
    EXPECT_EQ(fs::file_size(path), 0U);
}

TEST(SqliteLedgerForReading, it_sees_what_is_appended_later)
{
    const TemporaryFolder folder;
    auto reader = open_sqlite_ledger_for_reading(folder / "ledger.db");
    ASSERT_TRUE(reader);
    three_entries(folder);
    EXPECT_EQ(count((*reader)->entries()), 3U);
}

TEST(SqliteLedgerForReading, it_leaves_nothing_beside_the_file)
{
    const TemporaryFolder folder;
    const auto path = three_entries(folder);
    const auto before = folder.read("ledger.db");
    EXPECT_EQ(count((*open_sqlite_ledger_for_reading(path))->entries()), 3U);
    EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
    EXPECT_EQ(folder.read("ledger.db"), before);
}

TEST(SqliteLedgerForReading, it_reads_beside_an_open_writer)
{
    const TemporaryFolder folder;
    auto writer = open_sqlite_ledger(folder / "ledger.db");
    ASSERT_TRUE((*writer)->append({}, {draft("one")}));
    EXPECT_EQ(count((*open_sqlite_ledger_for_reading(folder / "ledger.db"))->entries()), 1U);
    EXPECT_TRUE((*writer)->append(head_of(*(*writer)->entries()), {draft("two")}));
}

TEST(SqliteLedgerForReading, a_folder_one_may_not_write_to_is_enough)
{
    const TemporaryFolder folder;
    const auto path = folder / "100%25?a#.db";  // characters that a URI has to escape
    fs::rename(three_entries(folder), path);
    chmod(path.c_str(), 0444);
    chmod(folder.path().c_str(), 0555);
    const auto pid = in_a_process([&] {
        constexpr uid_t nobody = 65'534;
        if (geteuid() == 0 && seteuid(nobody) != 0) return 100;  // to root, permissions say nothing
        const auto reader = open_sqlite_ledger_for_reading(path);
        if (!reader) return 101;
        const auto entries = (*reader)->entries();
        return entries ? static_cast<int>(entries->size()) : 102;
    });
    EXPECT_EQ(exit_status(pid), 3);
    chmod(folder.path().c_str(), 0755);
}

}  // namespace tagwarden::tests
