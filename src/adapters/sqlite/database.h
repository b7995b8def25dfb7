// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

struct sqlite3;
struct sqlite3_stmt;

namespace tagwarden {

/// One SQL statement with its parameters. It lives no longer than its database.
class Statement {
public:
    /// Sets the next parameter. A failure shows in next().
    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);

    /// Goes to the next row and says whether there is one.
    Result<bool> next();

    /// For what gives no row.
    Result<void> run();

    /// Columns of the row it is on, from 0.
    std::int64_t number(int column) const;
    std::string text(int column) const;

private:
    friend class Database;
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };

    Statement(sqlite3_stmt* statement, const std::string& path) : statement_(statement), path_(&path) {}

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    const std::string* path_;  ///< names the database in errors
    int bound_ = 0;
    int failure_ = 0;  ///< SQLite's code of the first parameter that could not be set
};

/// A connection to one SQLite file. Waits up to ten seconds for a lock that somebody else has, for a cache's only a
/// quarter of one.
class Database {
public:
    enum class Mode {
        create,   ///< for writing; the file is made when it is not there
        cache,    ///< likewise, for what can be had again: the last of it may be lost in a power cut
        query,    ///< the file must be there; no statement may change it
        snapshot  ///< as `query`, for a file nobody can write to now: without the files SQLite puts beside it
    };

    static Result<Database> open(const std::filesystem::path& path, Mode mode);

    Result<Statement> prepare(std::string_view sql);

    /// Runs any number of statements that take no parameters and give no rows.
    Result<void> run(const std::string& sql);

    const std::string& path() const { return *path_; }

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };

    Database(sqlite3* connection, std::string path)
        : path_(std::make_unique<std::string>(std::move(path))), connection_(connection)
    {
    }

    std::unique_ptr<std::string> path_;  ///< stays where it is when the database is moved
    std::unique_ptr<sqlite3, Close> connection_;
};

/// Takes the only right to write, at once; takes back all that was written unless commit() is reached.
class Transaction {
public:
    static Result<Transaction> begin(Database& database);

    Transaction(Transaction&& other) noexcept : database_(std::exchange(other.database_, nullptr)) {}
    ~Transaction();

    Result<void> commit();

private:
    explicit Transaction(Database& database) : database_(&database) {}

    Database* database_;  ///< nullptr once there is nothing to roll back
};

}  // namespace tagwarden
