// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/sqlite_ledger.h"

#include <fmt/format.h>

#include <functional>
#include <optional>

#include "adapters/sqlite/database.h"
#include "adapters/sqlite/schema.h"
#include "base/text.h"
#include "core/ledger/busy.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

/// The entry of the row that `row` is on: what its text says, and the columns must say the same.
Result<Entry> read_entry(const Statement& row)
{
    auto entry = parse_entry(row.text(3));
    if (!entry) return during(fmt::format("reading ledger entry {}", row.number(0)), entry.error());
    if (entry->sequence != row.number(0) || entry->previous != row.text(1) || entry->hash != row.text(2))
        return fail(ErrorKind::malformed,
                    fmt::format("ledger entry {} says it is entry {} with hash {}, its row has hash {}", row.number(0),
                                entry->sequence, printable(entry->hash), printable(row.text(2))),
                    "restore the ledger from a copy");
    return entry;
}

/// Whether the journal has this entry. Every journal has its beginning.
Result<bool> has_head(Database& database, const Head& head)
{
    if (head == Head{}) return true;
    auto found = database.prepare("SELECT 1 FROM entries WHERE sequence = ? AND hash = ?");
    if (!found) return fail(found.error());
    return found->bind(head.sequence).bind(head.hash).next();
}

using Visitor = std::function<Result<void>(Entry&&)>;

Result<void> visit_entries(Database& database, const Head& after, const Visitor& visitor)
{
    const auto known = has_head(database, after);
    if (!known) return fail(known.error());
    if (!*known) return fail(ErrorKind::malformed, not_in_journal(after));
    auto rows =
        database.prepare("SELECT sequence, previous, hash, text FROM entries WHERE sequence > ? ORDER BY sequence");
    if (!rows) return fail(rows.error());
    rows->bind(after.sequence);
    auto head = after;
    auto row = rows->next();
    for (; row && *row; row = rows->next()) {
        auto entry = read_entry(*rows);
        if (!entry) return fail(entry.error());
        if (auto follows = check_chain({&*entry, 1}, head); !follows) return follows;
        head = {entry->sequence, entry->hash};
        if (auto seen = visitor(std::move(*entry)); !seen) return seen;
    }
    if (!row) return fail(row.error());
    return {};
}

Result<void> visit(Database& database, const Head& after, const Visitor& visitor)
{
    auto seen = visit_entries(database, after, visitor);
    if (!seen && seen.error().kind == ErrorKind::malformed)
        return during("reading the ledger " + database.path(), seen.error());
    return seen;
}

Result<std::vector<Entry>> read_entries(Database& database, const Head& after)
{
    std::vector<Entry> entries;
    const auto all = visit(database, after, [&](Entry&& entry) -> Result<void> {
        entries.push_back(std::move(entry));
        return {};
    });
    if (!all) return fail(all.error());
    return entries;
}

Result<Head> read_head(Database& database)
{
    auto last = database.prepare("SELECT sequence, hash FROM entries ORDER BY sequence DESC LIMIT 1");
    if (!last) return fail(last.error());
    const auto row = last->next();
    if (!row) return fail(row.error());
    return *row ? Head{last->number(0), last->text(1)} : Head{};
}

Result<void> insert(Database& database, const Entry& entry)
{
    auto row = database.prepare("INSERT INTO entries (sequence, previous, hash, text) VALUES (?, ?, ?, ?)");
    if (!row) return fail(row.error());
    return row->bind(entry.sequence).bind(entry.previous).bind(entry.hash).bind(entry_text(entry)).run();
}

Result<std::optional<Lease>> read_lease(Database& database, const std::string& edition)
{
    auto found = database.prepare("SELECT holder, expires FROM leases WHERE edition = ?");
    if (!found) return fail(found.error());
    const auto row = found->bind(edition).next();
    if (!row) return fail(row.error());
    if (!*row) return std::nullopt;
    return Lease{edition, found->text(0), Time(std::chrono::seconds(found->number(1)))};
}

Result<void> write_lease(Database& database, const Lease& lease)
{
    auto row = database.prepare("INSERT OR REPLACE INTO leases (edition, holder, expires) VALUES (?, ?, ?)");
    if (!row) return fail(row.error());
    return row->bind(lease.edition).bind(lease.holder).bind(lease.expires.time_since_epoch().count()).run();
}

class SqliteLedger final : public Ledger {
public:
    SqliteLedger(Database database, HolderIsGone is_gone) : database_(std::move(database)), is_gone_(std::move(is_gone))
    {
    }

    Result<std::vector<Entry>> entries_after(const Head& after) override { return read_entries(database_, after); }

    Result<void> each_entry(const std::function<Result<void>(const Entry&)>& visitor) override
    {
        return visit(database_, {}, visitor);
    }

    Result<void> append_sealed(const Head& after, const std::vector<Entry>& group) override
    {
        if (auto whole = check_chain(group, after); !whole) return whole;
        auto transaction = Transaction::begin(database_);
        if (!transaction) return fail(transaction.error());
        const auto head = read_head(database_);
        if (!head) return fail(head.error());
        if (*head != after) return appended_by_another(*head, after);

        for (const auto& entry : group)
            if (const auto inserted = insert(database_, entry); !inserted)
                return during(fmt::format("appending ledger entry {}", entry.sequence), inserted.error());
        return transaction->commit();
    }

    Result<Lease> acquire(const std::string& edition, const std::string& holder, Time now,
                          std::chrono::seconds length) override
    {
        auto transaction = Transaction::begin(database_);
        if (!transaction) return fail(transaction.error());
        const auto taken = read_lease(database_, edition);
        if (!taken) return fail(taken.error());
        if (*taken && (*taken)->holder != holder && (*taken)->expires > now && !is_gone_((*taken)->holder))
            return leased_by_another(edition, (*taken)->holder, (*taken)->expires);

        Lease lease{edition, holder, now + length};
        if (const auto written = write_lease(database_, lease); !written) return fail(written.error());
        if (const auto committed = transaction->commit(); !committed) return fail(committed.error());
        return lease;
    }

    Result<void> release(const Lease& lease) override
    {
        auto row = database_.prepare("DELETE FROM leases WHERE edition = ? AND holder = ?");
        if (!row) return fail(row.error());
        return row->bind(lease.edition).bind(lease.holder).run();
    }

private:
    Database database_;
    HolderIsGone is_gone_;
};

Result<bool> is_there(const fs::path& path)
{
    std::error_code code;
    const bool there = fs::exists(path, code);
    if (code)
        return fail(ErrorKind::local,
                    fmt::format("cannot look for the ledger {}: {}", printable(path.string()), code.message()),
                    "check the path and who may read its folders");
    return there;
}

/// Opens the file for reading; nothing when there is no file, or no journal in it yet.
Result<std::optional<Database>> open_journal(const fs::path& path, Database::Mode mode)
{
    const auto there = is_there(path);
    if (!there) return fail(there.error());
    if (!*there) return std::nullopt;
    auto database = Database::open(path, mode);
    if (!database) return fail(database.error());
    const auto journal = has_journal(*database);
    if (!journal) return fail(journal.error());
    if (!*journal) return std::nullopt;
    return std::move(*database);
}

class SqliteLedgerReader final : public LedgerReader {
public:
    explicit SqliteLedgerReader(fs::path path) : path_(std::move(path)) {}

    Result<std::optional<Database>> open() const
    {
        auto database = open_journal(path_, Database::Mode::query);
        if (database || database.error().kind != ErrorKind::local) return database;
        // Where the folder cannot be written to, SQLite cannot share the file with a writer. But then nobody
        // writes now, unless a writer's log is beside it.
        const auto writing = is_there(fs::path(path_) += "-wal");
        if (!writing || *writing) return database;
        return open_journal(path_, Database::Mode::snapshot);
    }

    Result<std::vector<Entry>> entries_after(const Head& after) override
    {
        auto database = open();
        if (!database) return fail(database.error());
        if (*database) return read_entries(**database, after);
        if (after != Head{}) return fail(ErrorKind::malformed, not_in_journal(after));
        return std::vector<Entry>();
    }

    Result<void> each_entry(const std::function<Result<void>(const Entry&)>& visitor) override
    {
        auto database = open();
        if (!database) return fail(database.error());
        return *database ? visit(**database, {}, visitor) : Result<void>{};
    }

private:
    fs::path path_;
};

Result<void> make_folder_of(const fs::path& path)
{
    std::error_code code;
    if (path.has_parent_path()) fs::create_directories(path.parent_path(), code);
    if (code)
        return fail(ErrorKind::local,
                    fmt::format("cannot make the folder {} of the ledger: {}", printable(path.parent_path().string()),
                                code.message()),
                    "name another file with --ledger sqlite:PATH");
    return {};
}

/// Readers do not wait for a writer then, nor it for them.
Result<void> use_write_ahead_log(Database& database)
{
    // Of two that do this at once SQLite fails one instead of letting it wait; an empty transaction waits.
    auto set = database.run("PRAGMA journal_mode = WAL");
    for (int tries = 0; !set && set.error().kind == ErrorKind::busy && tries < 100; ++tries) {
        auto others = Transaction::begin(database);
        if (!others) return fail(others.error());
        if (const auto done = others->commit(); !done) return fail(done.error());
        set = database.run("PRAGMA journal_mode = WAL");
    }
    return set;
}

}  // namespace

Result<std::unique_ptr<Ledger>> open_sqlite_ledger(const fs::path& path, HolderIsGone is_gone)
{
    if (const auto made = make_folder_of(path); !made) return fail(made.error());
    auto database = Database::open(path, Database::Mode::create);
    if (!database) return fail(database.error());
    if (const auto migrated = migrate(*database); !migrated) return fail(migrated.error());
    if (const auto set = use_write_ahead_log(*database); !set) return fail(set.error());
    return std::make_unique<SqliteLedger>(std::move(*database), std::move(is_gone));
}

Result<std::unique_ptr<LedgerReader>> open_sqlite_ledger_for_reading(const fs::path& path)
{
    auto reader = std::make_unique<SqliteLedgerReader>(path);
    if (const auto opened = reader->open(); !opened) return fail(opened.error());
    return reader;
}

}  // namespace tagwarden
