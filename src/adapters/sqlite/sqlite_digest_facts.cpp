// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/sqlite_digest_facts.h"

#include <fmt/format.h>

#include "adapters/sqlite/database.h"
#include "base/text.h"
#include "embedded/digest_facts_tables.h"

namespace tagwarden {

namespace {

namespace fs = std::filesystem;

/// Only for this user, as the XDG Base Directory Specification wants a cache to be made.
Result<void> make_folder_of(const fs::path& path)
{
    std::error_code code;
    if (fs::create_directories(path.parent_path(), code))
        fs::permissions(path.parent_path(), fs::perms::owner_all, code);
    if (code)
        return fail(ErrorKind::local, fmt::format("cannot make its folder {}: {}",
                                                  printable(path.parent_path().string()), code.message()));
    return {};
}

Result<Database> open(const fs::path& path)
{
    if (const auto made = make_folder_of(path); !made) return fail(made.error());
    auto database = Database::open(path, Database::Mode::cache);
    if (!database) return fail(database.error());
    // Of two that do this at once one may find it locked; then it is set by the other.
    if (const auto set = database->run("PRAGMA journal_mode = WAL"); !set && set.error().kind != ErrorKind::busy)
        return fail(set.error());
    const auto tables = embedded::digest_facts_tables();
    if (const auto made = database->run(std::string(tables.front().text)); !made) return fail(made.error());
    return database;
}

Result<std::optional<ImageFacts>> find_one(Database& database, const Digest& digest)
{
    auto row = database.prepare("SELECT facts FROM digest_facts WHERE digest = ? AND format = ?");
    if (!row) return fail(row.error());
    const auto there = row->bind(digest.str()).bind(image_facts_format).next();
    if (!there) return fail(there.error());
    if (!*there) return std::nullopt;
    // What somebody else wrote may be no facts; then they are read again, and replaced.
    auto facts = parse_image_facts(row->text(0));
    return facts ? std::optional(std::move(*facts)) : std::nullopt;
}

Result<void> keep_all(Database& database, std::span<const KnownFacts> all)
{
    auto transaction = Transaction::begin(database);
    if (!transaction) return fail(transaction.error());
    for (const auto& it : all) {
        auto row = database.prepare("INSERT OR REPLACE INTO digest_facts (digest, format, facts) VALUES (?, ?, ?)");
        if (!row) return fail(row.error());
        const auto text = image_facts_text(it.facts);
        if (const auto kept = row->bind(it.digest.str()).bind(image_facts_format).bind(text).run(); !kept) return kept;
    }
    return transaction->commit();
}

class SqliteDigestFacts final : public DigestFacts {
public:
    SqliteDigestFacts(const fs::path& path, Notices& notices) : path_(path), notices_(notices)
    {
        auto opened = open(path);
        if (opened)
            database_.emplace(std::move(*opened));
        else
            give_up(opened.error());
    }

    std::vector<std::optional<ImageFacts>> find(std::span<const Digest> digests) override
    {
        std::vector<std::optional<ImageFacts>> found(digests.size());
        for (std::size_t i = 0; i < digests.size() && database_; ++i) {
            auto one = find_one(*database_, digests[i]);
            if (one)
                found[i] = std::move(*one);
            else
                give_up(one.error());
        }
        return found;
    }

    void keep(std::span<const KnownFacts> facts) override
    {
        if (!database_ || facts.empty()) return;
        if (const auto kept = keep_all(*database_, facts); !kept) give_up(kept.error());
    }

private:
    void give_up(const Error& error)
    {
        database_.reset();
        notices_.notice(fmt::format("the cache {} is not used: {}{}", printable(path_.string()), error.message,
                                    error.kind == ErrorKind::malformed ? "; it may be deleted" : ""));
    }

    fs::path path_;
    Notices& notices_;
    std::optional<Database> database_;
};

}  // namespace

std::unique_ptr<DigestFacts> open_sqlite_digest_facts(const fs::path& path, Notices& notices)
{
    return std::make_unique<SqliteDigestFacts>(path, notices);
}

}  // namespace tagwarden
