// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/sqlite/sqlite_digest_facts.h"

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

namespace tagwarden::tests {
namespace {

namespace fs = std::filesystem;

struct Heard final : Notices {
    void notice(std::string_view text) override { all.emplace_back(text); }

    std::vector<std::string> all;
};

/// A connection of somebody else to the file.
class Stranger {
public:
    explicit Stranger(const std::string& path) { sqlite3_open(path.c_str(), &connection_); }
    ~Stranger() { sqlite3_close(connection_); }
    Stranger(const Stranger&) = delete;
    Stranger& operator=(const Stranger&) = delete;

    void run(const std::string& sql)
    {
        EXPECT_EQ(sqlite3_exec(connection_, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sql << ": " << sqlite3_errmsg(connection_);
    }

private:
    sqlite3* connection_ = nullptr;
};

const auto one = Digest::of("one");
const auto two = Digest::of("two");
const std::vector<Digest> both{one, two};

ImageFacts facts(const std::string& version)
{
    return {version, *parse_time("2026-01-02T03:04:05Z"), {{"linux", "amd64", ""}}, 1234};
}

struct SqliteDigestFacts : testing::Test {
    TemporaryFolder folder;
    std::string path = folder / "cache/tagwarden/digests.db";
    Heard heard;

    std::unique_ptr<DigestFacts> open() { return open_sqlite_digest_facts(path, heard); }
    void keep(const std::vector<KnownFacts>& known) { open()->keep(known); }
    std::vector<std::optional<ImageFacts>> found() { return open()->find(both); }
};

using Found = std::vector<std::optional<ImageFacts>>;
const Found nothing{std::nullopt, std::nullopt};

TEST_F(SqliteDigestFacts, what_is_kept_is_found_by_the_next_process)
{
    EXPECT_EQ(found(), nothing);
    keep({{two, facts("2")}});
    EXPECT_EQ(found(), (Found{std::nullopt, facts("2")}));
    keep({{one, facts("1")}, {two, facts("2")}});
    EXPECT_EQ(found(), (Found{facts("1"), facts("2")}));
    EXPECT_TRUE(heard.all.empty()) << heard.all.front();
}

TEST_F(SqliteDigestFacts, a_folder_that_is_made_for_it_is_only_for_its_user)
{
    open();
    EXPECT_EQ(fs::status(folder / "cache/tagwarden").permissions(), fs::perms::owner_all);
}

TEST_F(SqliteDigestFacts, a_file_that_was_deleted_is_made_again)
{
    keep({{one, facts("1")}});
    fs::remove_all(folder / "cache");
    EXPECT_EQ(found(), nothing);
    keep({{one, facts("1")}});
    EXPECT_EQ(found().front(), facts("1"));
    EXPECT_TRUE(heard.all.empty());
}

TEST_F(SqliteDigestFacts, malformed_facts_are_not_believed_and_are_replaced)
{
    keep({{one, facts("1")}, {two, facts("2")}});
    for (const auto* text : {"", "{", "{\"version\":7}", "\xff"}) {
        Stranger(path).run("UPDATE digest_facts SET facts = '" + std::string(text) + "' WHERE digest = '" + one.str() +
                           "'");
        EXPECT_EQ(found(), (Found{std::nullopt, facts("2")})) << text;
    }
    keep({{one, facts("1")}});
    EXPECT_EQ(found().front(), facts("1"));
    EXPECT_TRUE(heard.all.empty());
}

TEST_F(SqliteDigestFacts, facts_of_another_format_are_left_to_whoever_wrote_them)
{
    keep({{one, facts("1")}});
    Stranger(path).run("UPDATE digest_facts SET format = 2");
    EXPECT_EQ(found(), nothing);
    keep({{one, facts("again")}});
    EXPECT_EQ(found().front(), facts("again"));
    Stranger(path).run("DELETE FROM digest_facts WHERE format = 1; UPDATE digest_facts SET format = 1");
    EXPECT_EQ(found().front(), facts("1"));
}

TEST_F(SqliteDigestFacts, a_file_that_is_no_database_is_one_notice_and_is_left_alone)
{
    folder.write("cache/tagwarden/digests.db", std::string(5000, 'x'));
    const auto cache = open();
    cache->keep(std::vector<KnownFacts>{{one, facts("1")}});
    EXPECT_EQ(cache->find(both), nothing);
    ASSERT_EQ(heard.all.size(), 1U);
    EXPECT_TRUE(heard.all.front().starts_with("the cache " + path + " is not used: ")) << heard.all.front();
    EXPECT_TRUE(heard.all.front().ends_with("; it may be deleted")) << heard.all.front();
    EXPECT_EQ(folder.read("cache/tagwarden/digests.db"), std::string(5000, 'x'));
}

TEST_F(SqliteDigestFacts, a_damaged_database_is_one_notice)
{
    for (int i = 0; i < 200; ++i) keep({{Digest::of(std::to_string(i)), facts(std::string(100, 'v'))}});
    const auto size = fs::file_size(path);
    std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(200);
    file << std::string(size - 200, '\xa5');
    file.close();
    const auto cache = open();
    EXPECT_EQ(cache->find(both), nothing);
    cache->keep(std::vector<KnownFacts>{{one, facts("1")}});
    EXPECT_EQ(heard.all.size(), 1U);
}

TEST_F(SqliteDigestFacts, a_locked_file_is_one_notice_and_no_long_wait)
{
    const auto cache = open();
    Stranger stranger(path);
    stranger.run("BEGIN EXCLUSIVE");
    const auto before = std::chrono::steady_clock::now();
    cache->keep(std::vector<KnownFacts>{{one, facts("1")}});
    cache->keep(std::vector<KnownFacts>{{two, facts("2")}});
    EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(5));
    ASSERT_EQ(heard.all.size(), 1U);
    EXPECT_NE(heard.all.front().find("locked"), std::string::npos) << heard.all.front();
}

TEST_F(SqliteDigestFacts, a_folder_that_cannot_be_made_is_one_notice)
{
    folder.write("cache", "a file where a folder should be");
    EXPECT_EQ(found(), nothing);
    EXPECT_EQ(heard.all.size(), 1U);
}

TEST_F(SqliteDigestFacts, many_processes_may_begin_and_write_at_once)
{
    std::vector<pid_t> children;
    for (int child = 0; child < 4; ++child) {
        if (const auto pid = fork(); pid != 0) {
            children.push_back(pid);
            continue;
        }
        const auto cache = open();
        for (int i = 0; i < 20; ++i)
            cache->keep(std::vector<KnownFacts>{{Digest::of(std::to_string(child * 100 + i)), facts("1")}});
        _exit(heard.all.empty() ? 0 : 1);
    }
    for (const auto pid : children) {
        int status = 0;
        ASSERT_EQ(waitpid(pid, &status, 0), pid);
        EXPECT_EQ(status, 0);
    }
    std::vector<Digest> all;
    for (int child = 0; child < 4; ++child)
        for (int i = 0; i < 20; ++i) all.push_back(Digest::of(std::to_string(child * 100 + i)));
    for (const auto& it : open()->find(all)) EXPECT_EQ(it, facts("1"));
}

}  // namespace
}  // namespace tagwarden::tests
