// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/schema.h"

#include <fmt/format.h>

#include "base/text.h"
#include "embedded/ledger_migrations.h"

namespace tagwarden {

namespace {

constexpr std::int64_t ledger_id = 0x54414757;  // "TAGW", as set by migrations/0001_entries.sql

std::span<const EmbeddedFile> migrations()
{
    return embedded::ledger_migrations();
}

std::unexpected<Error> not_a_ledger(const Database& database)
{
    return fail(ErrorKind::malformed,
                fmt::format("{} is an SQLite database of another program, want a ledger", printable(database.path())),
                "name another file with --ledger sqlite:PATH");
}

std::unexpected<Error> too_new(const Database& database, std::int64_t version)
{
    return fail(ErrorKind::malformed,
                fmt::format("the ledger {} was written by a newer Tagwarden: its tables have version {}, this one "
                            "knows up to {}",
                            printable(database.path()), version, migrations().size()),
                "update Tagwarden");
}

/// How many of the migrations were run on this file.
Result<std::int64_t> version_of(Database& database)
{
    // One statement, so that it cannot see half of what another process is just making.
    auto facts = database.prepare(
        "SELECT (SELECT * FROM pragma_application_id), (SELECT * FROM pragma_user_version), count(*) "
        "FROM sqlite_schema");
    if (!facts) return fail(facts.error());
    if (const auto row = facts->next(); !row) return fail(row.error());
    const auto id = facts->number(0);
    const auto version = facts->number(1);
    const auto tables = facts->number(2);

    const bool untouched = id == 0 && version == 0 && tables == 0;
    if (id != ledger_id && !untouched) return not_a_ledger(database);
    if (version > std::ssize(migrations())) return too_new(database, version);
    return version;
}

}  // namespace

Result<void> migrate(Database& database)
{
    const auto seen = version_of(database);
    if (!seen) return fail(seen.error());
    if (*seen == std::ssize(migrations())) return {};

    auto transaction = Transaction::begin(database);
    if (!transaction) return fail(transaction.error());
    const auto version = version_of(database);  // again: another process may have been first
    if (!version) return fail(version.error());
    for (const auto& file : migrations().subspan(static_cast<std::size_t>(*version)))
        if (const auto run = database.run(std::string(file.text)); !run)
            return during(fmt::format("running migration {}", file.name), run.error());
    if (const auto run = database.run(fmt::format("PRAGMA user_version = {}", migrations().size())); !run)
        return fail(run.error());
    return transaction->commit();
}

Result<bool> has_journal(Database& database)
{
    const auto version = version_of(database);
    if (!version) return fail(version.error());
    return *version > 0;
}

}  // namespace tagwarden
