// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "core/ledger_url.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

Error refusal(const std::string& text)
{
    const auto url = LedgerUrl::parse(text);
    EXPECT_FALSE(url) << text;
    return url ? Error{} : url.error();
}

}  // namespace

TEST(LedgerUrl, is_a_file_of_sqlite_or_a_remote_of_git)
{
    const auto file = LedgerUrl::parse("sqlite:out/ledger.db");
    ASSERT_TRUE(file);
    EXPECT_EQ(file->kind(), LedgerUrl::Kind::sqlite);
    EXPECT_EQ(file->place(), "out/ledger.db");
    for (const std::string remote : {"origin", "team/origin", "https://git.example/app.git", "git@git.example:app.git",
                                     "ssh://git@git.example/app.git", "https://jane@git.example/app.git"}) {
        const auto url = LedgerUrl::parse("git:" + remote);
        ASSERT_TRUE(url) << remote;
        EXPECT_EQ(url->kind(), LedgerUrl::Kind::git);
        EXPECT_EQ(url->place(), remote);
        EXPECT_FALSE(url->is_path()) << remote;
    }
}

TEST(LedgerUrl, is_a_path_where_git_could_not_take_it_for_a_remotes_name)
{
    for (const std::string path : {"/srv/app.git", "./app.git", "../app.git", ".", ".."})
        EXPECT_TRUE(LedgerUrl::parse("git:" + path)->is_path()) << path;
    EXPECT_TRUE(LedgerUrl::parse("sqlite:ledger.db")->is_path());
}

TEST(LedgerUrl, of_another_kind_is_not_known)
{
    for (const std::string text :
         {"", "sqlite:", "git:", "ledger.db", "redis:localhost", "https://git.example/app.git"})
        EXPECT_EQ(refusal(text).kind, ErrorKind::usage);
}

TEST(LedgerUrl, is_never_an_option_of_git)
{
    EXPECT_EQ(refusal("git:--upload-pack=touch /tmp/x").kind, ErrorKind::usage);
    EXPECT_EQ(refusal("git:a\nb").kind, ErrorKind::usage);
}

TEST(LedgerUrl, with_a_password_is_refused_and_the_password_not_repeated)
{
    for (const std::string text :
         {"git:https://jane:hunter2@git.example/app.git", "git:https://:hunter2@git.example/app.git",
          "git:ssh://git:hunter2@git.example:22/app.git", "postgresql://jane:hunter2@db/ledger"}) {
        const auto error = refusal(text);
        EXPECT_EQ(error.kind, ErrorKind::usage);
        EXPECT_EQ((error.message + error.hint).find("hunter2"), std::string::npos) << error.message;
        EXPECT_NE(error.message.find("password"), std::string::npos) << error.message;
    }
    EXPECT_TRUE(LedgerUrl::parse("git:https://git.example:8443/a@b:c.git"));
}

}  // namespace tagwarden
