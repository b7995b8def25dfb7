// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include "base/text.h"

namespace tagwarden {

namespace {

constexpr int lock_patience_ms = 10'000;
constexpr int cache_patience_ms = 250;  // whatever a cache saves is not worth more

Error error_of(int code, std::string_view detail, const std::string& path)
{
    const auto message = fmt::format("the database {}: {}", printable(path), printable(detail));
    switch (code & 0xff) {  // the primary code; the rest says more of the same
        case SQLITE_BUSY:
        case SQLITE_LOCKED: return {ErrorKind::busy, message, "another process is using it; try again", {}};
        case SQLITE_NOTADB:
        case SQLITE_CORRUPT:
        case SQLITE_ERROR:  // our statements are right, so the tables are not
        case SQLITE_CONSTRAINT:
            return {ErrorKind::malformed, message, "check the path, or restore the file from a copy", {}};
        case SQLITE_FULL: return {ErrorKind::local, message, "make room on the disk", {}};
        default: return {ErrorKind::local, message, "check that the file and its folder can be read and written", {}};
    }
}

std::unexpected<Error> failed(sqlite3* connection, const std::string& path)
{
    return fail(error_of(sqlite3_extended_errcode(connection), sqlite3_errmsg(connection), path));
}

int flags_of(Database::Mode mode)
{
    // A query, too, opens for writing: only so does SQLite remove the files it puts beside a database in WAL mode.
    switch (mode) {
        case Database::Mode::create:
        case Database::Mode::cache: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case Database::Mode::query: return SQLITE_OPEN_READWRITE;
        case Database::Mode::snapshot: return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    }
    return 0;
}

/// The path as SQLite takes it; https://www.sqlite.org/uri.html names what has to be escaped.
std::string name_of(const std::string& path, Database::Mode mode)
{
    if (mode != Database::Mode::snapshot) return path.starts_with(':') ? "./" + path : path;
    std::string uri = "file:";
    for (const char c : path) uri += c == '%' || c == '?' || c == '#' ? fmt::format("%{:02x}", c) : std::string(1, c);
    return uri + "?immutable=1";
}

constexpr auto settings = R"(
    PRAGMA synchronous = FULL;    -- an entry that was appended survives a power cut
    PRAGMA foreign_keys = ON;
    PRAGMA trusted_schema = OFF;  -- the file may have been made by somebody else
)";

}  // namespace

void Statement::Finalize::operator()(sqlite3_stmt* statement) const
{
    sqlite3_finalize(statement);
}

Statement& Statement::bind(std::string_view text)
{
    const auto code =
        sqlite3_bind_text64(statement_.get(), ++bound_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
    if (failure_ == SQLITE_OK) failure_ = code;
    return *this;
}

Statement& Statement::bind(std::int64_t number)
{
    const auto code = sqlite3_bind_int64(statement_.get(), ++bound_, number);
    if (failure_ == SQLITE_OK) failure_ = code;
    return *this;
}

Result<bool> Statement::next()
{
    if (failure_ != SQLITE_OK) return fail(error_of(failure_, sqlite3_errstr(failure_), *path_));
    switch (sqlite3_step(statement_.get())) {
        case SQLITE_ROW: return true;
        case SQLITE_DONE: return false;
        default: return failed(sqlite3_db_handle(statement_.get()), *path_);
    }
}

Result<void> Statement::run()
{
    if (const auto done = next(); !done) return fail(done.error());
    return {};
}

std::int64_t Statement::number(int column) const
{
    return sqlite3_column_int64(statement_.get(), column);
}

std::string Statement::text(int column) const
{
    const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column));
    return bytes == nullptr ? std::string() : std::string(bytes, size);
}

void Database::Close::operator()(sqlite3* connection) const
{
    sqlite3_close_v2(connection);
}

Result<Database> Database::open(const std::filesystem::path& path, Mode mode)
{
    sqlite3* connection = nullptr;
    const auto code = sqlite3_open_v2(name_of(path.string(), mode).c_str(), &connection, flags_of(mode), nullptr);
    Database database(connection, path.string());  // also a failed connection has to be closed
    if (code != SQLITE_OK) return failed(connection, database.path());

    sqlite3_busy_timeout(connection, mode == Mode::cache ? cache_patience_ms : lock_patience_ms);
    if (const auto set = database.run(settings); !set) return fail(set.error());
    if (mode == Mode::create) return database;
    if (mode == Mode::cache) {
        // With a write-ahead log this loses the end at worst, and damages nothing.
        if (const auto set = database.run("PRAGMA synchronous = NORMAL"); !set) return fail(set.error());
        return database;
    }
    if (const auto set = database.run("PRAGMA query_only = ON"); !set) return fail(set.error());
    return database;
}

Result<Statement> Database::prepare(std::string_view sql)
{
    sqlite3_stmt* statement = nullptr;
    const auto code =
        sqlite3_prepare_v2(connection_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr);
    if (code != SQLITE_OK) return failed(connection_.get(), path());
    return Statement(statement, path());
}

Result<void> Database::run(const std::string& sql)
{
    if (sqlite3_exec(connection_.get(), sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        return failed(connection_.get(), path());
    return {};
}

Result<Transaction> Transaction::begin(Database& database)
{
    // Not "BEGIN" alone: two that read first and write later would fail each other instead of waiting.
    if (const auto begun = database.run("BEGIN IMMEDIATE"); !begun) return fail(begun.error());
    return Transaction(database);
}

Transaction::~Transaction()
{
    if (database_ != nullptr) std::ignore = database_->run("ROLLBACK");
}

Result<void> Transaction::commit()
{
    if (const auto committed = database_->run("COMMIT"); !committed) return fail(committed.error());
    database_ = nullptr;
    return {};
}

}  // namespace tagwarden
