// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/remote_failure.h"

#include <gtest/gtest.h>

#include <array>

namespace tagwarden {

TEST(RemoteFailure, has_the_kind_that_gits_words_mean)
{
    struct Row {
        std::string said;
        ErrorKind kind;
    };
    const std::vector<Row> rows{
        {"fatal: could not read Username for 'https://git.example': terminal prompts disabled", ErrorKind::denied},
        {"remote: HTTP Basic: Access denied\nfatal: Authentication failed for 'https://git.example/app.git/'",
         ErrorKind::denied},
        {"fatal: unable to access 'https://git.example/app.git/': The requested URL returned error: 403",
         ErrorKind::denied},
        {"git@git.example: Permission denied (publickey).\nfatal: Could not read from remote repository.",
         ErrorKind::denied},
        {"Host key verification failed.\nfatal: Could not read from remote repository.", ErrorKind::denied},
        {"fatal: remote error: access denied or repository not exported: /app.git", ErrorKind::denied},
        {"fatal: '/nowhere' does not appear to be a git repository", ErrorKind::not_found},
        {"remote: Repository not found.\nfatal: repository 'https://git.example/app.git/' not found",
         ErrorKind::not_found},
        {"fatal: unable to access 'https://git.example/': Could not resolve host: git.example", ErrorKind::unreachable},
        {"ssh: connect to host git.example port 22: Connection refused\nfatal: Could not read from remote repository.",
         ErrorKind::unreachable},
        {"fatal: unable to access 'https://git.example/': The requested URL returned error: 502",
         ErrorKind::unreachable},
        {"fatal: unable to access 'https://git.example/': The requested URL returned error: 429",
         ErrorKind::rate_limited},
        {"fatal: mismatched algorithms: client sha1; server sha256", ErrorKind::usage},
        {"fatal: Unable to create '/app/.git/tagwarden/copy.git/shallow.lock': File exists.", ErrorKind::local},
        {"", ErrorKind::unreachable},
    };
    for (const auto& row : rows) {
        const auto error = remote_failure(row.said, "origin");
        EXPECT_EQ(error.kind, row.kind) << row.said;
        EXPECT_NE(error.message.find("origin"), std::string::npos);
        EXPECT_NE(error.hint, "") << row.said;
    }
}

TEST(RemoteFailure, shows_nothing_that_may_be_secret)
{
    for (const std::string url :
         {"https://jane:hunter2@git.example/app.git", "https://hunter2@git.example/app.git",
          "https://git.example/app.git?private_token=hunter2", "https://a@b:hunter2@git.example"}) {
        const auto error = remote_failure("fatal: unable to access '" + url + "': it is closed", url);
        EXPECT_EQ(error.message.find("hunter2"), std::string::npos) << error.message;
        EXPECT_NE(error.message.find("git.example"), std::string::npos) << error.message;
        EXPECT_NE(error.message.find("it is closed"), std::string::npos) << error.message;
    }
}

TEST(RemoteFailure, of_a_push_says_why_the_other_side_did_not_take_it)
{
    const auto error = push_failure(
        "To /app.git\n!\tabc:refs/tagwarden/ledger\t[remote rejected] (pre-receive hook declined)\nDone\n",
        "remote: You may not push here.        \nerror: failed to push some refs", "origin", "refs/tagwarden/ledger");
    EXPECT_EQ(error.kind, ErrorKind::refused);
    EXPECT_NE(error.message.find("pre-receive hook declined"), std::string::npos) << error.message;
    EXPECT_NE(error.message.find("You may not push here."), std::string::npos) << error.message;
    EXPECT_EQ(push_failure("", "fatal: Authentication failed for 'x'", "origin", "r").kind, ErrorKind::denied);
}

TEST(RemoteFailure, of_a_push_may_be_a_lost_race)
{
    EXPECT_TRUE(lost_a_race("!\ta:b\t[rejected] (stale info)\n"));
    EXPECT_TRUE(lost_a_race("!\ta:b\t[remote rejected] (failed to update ref)\n"));
    EXPECT_FALSE(lost_a_race("!\ta:b\t[remote rejected] (hook declined)\n"));
    EXPECT_FALSE(lost_a_race(""));
}

}  // namespace tagwarden
