// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git_ledger/carried_settings.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

/// As git lists it: "SCOPE NAME=VALUE" here.
std::string carried(const std::vector<std::string>& settings, std::string_view already = "")
{
    std::string listed;
    for (const auto& setting : settings) {
        const auto space = setting.find(' '), equals = setting.find(" = ");
        listed += setting.substr(0, space) + '\0';
        listed += equals == std::string::npos
                      ? setting.substr(space + 1)
                      : setting.substr(space + 1, equals - space - 1) + "\n" + setting.substr(equals + 3);
        listed += '\0';
    }
    return carried_settings(listed, already);
}

}  // namespace

TEST(CarriedSettings, say_how_remotes_are_reached)
{
    EXPECT_EQ(carried({"local remote.origin.url = https://git.example/app.git",
                       "local http.https://git.example/.extraheader = AUTHORIZATION: basic x",
                       "worktree credential.helper = store", "local core.sshcommand = ssh -i key"}),
              "'remote.origin.url=https://git.example/app.git' "
              "'http.https://git.example/.extraheader=AUTHORIZATION: basic x' 'credential.helper=store' "
              "'core.sshcommand=ssh -i key'");
}

TEST(CarriedSettings, leave_behind_what_describes_the_checkout)
{
    EXPECT_EQ(carried({"local core.bare = false", "local core.repositoryformatversion = 1",
                       "local core.hookspath = .hooks", "local extensions.partialclone = origin",
                       "local remote.origin.promisor = true", "local remote.origin.partialclonefilter = blob:none",
                       "local remote.origin.fetch = +refs/*:refs/*", "local remote.origin.mirror = true",
                       "local branch.main.remote = origin", "local submodule.x.url = https://git.example/x.git",
                       "local includeif.gitdir:/app.path = /app.config", "local include.path = x"}),
              "");
}

TEST(CarriedSettings, leave_to_git_what_it_reads_by_itself)
{
    EXPECT_EQ(carried({"system credential.helper = cache", "global http.extraheader = A: b", "command http.proxy = x"}),
              "");
    EXPECT_EQ(carried({"local http.proxy = y"}, "'http.proxy=x'"), "'http.proxy=x' 'http.proxy=y'");
}

TEST(CarriedSettings, are_quoted_as_git_reads_them)
{
    EXPECT_EQ(carried({"local credential.helper = !f() { echo 'x'; }; f"}),
              R"('credential.helper='\!'f() { echo '\''x'\''; }; f')");
    EXPECT_EQ(carried({"local http.https://h/?a=b.proxy = x"}), "'http.https://h/?a=b.proxy'='x'");
    EXPECT_EQ(carried({"local http.emptyauth"}), "'http.emptyauth'");
}

}  // namespace tagwarden
