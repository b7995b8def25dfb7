// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/git/git_command.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/adapters/git/git_repositories.h"

namespace tagwarden {

namespace {

using tests::WithVariable;

class GitCommandTest : public tests::GitRepositories {
protected:
    /// A program named git that prints this, alone in PATH.
    std::string fake_git(const std::string& says)
    {
        const auto program = home_.write("fake/git", "#!/bin/sh\necho '" + says + "'\n");
        chmod(program.c_str(), 0755);
        return home_ / "fake";
    }
};

}  // namespace

TEST_F(GitCommandTest, says_commit_time_and_branch)
{
    const auto folder = repository("a");
    const auto found = facts(folder);
    EXPECT_EQ(found.commit, git(folder, {"rev-parse", "HEAD"}));
    EXPECT_EQ(format_time(found.committed), "2025-03-31T10:00:00Z");
    EXPECT_EQ(found.branch, "main");
    EXPECT_TRUE(found.tags.empty());
}

TEST_F(GitCommandTest, answers_from_a_folder_inside_the_checkout)
{
    const auto folder = repository("a");
    std::filesystem::create_directories(folder + "/deep/inside");
    EXPECT_EQ(facts(folder + "/deep/inside").commit, git(folder, {"rev-parse", "HEAD"}));
}

TEST_F(GitCommandTest, finds_annotated_and_lightweight_tags_on_head_and_no_others)
{
    const auto folder = repository("a");
    git(folder, {"tag", "v0.9.0"});
    git(folder, {"commit", "--quiet", "--allow-empty", "-m", "second"});
    git(folder, {"tag", "v1.0.0-rc.1"});
    git(folder, {"tag", "--annotate", "-m", "the release", "v1.0.0"});
    git(folder, {"tag", "hello/v1.0.0"});
    EXPECT_EQ(facts(folder).tags, (std::vector<std::string>{"hello/v1.0.0", "v1.0.0", "v1.0.0-rc.1"}));
}

TEST_F(GitCommandTest, packed_refs_are_found_too)
{
    const auto folder = repository("a");
    git(folder, {"tag", "light"});
    git(folder, {"tag", "--annotate", "-m", "x", "heavy"});
    git(folder, {"pack-refs", "--all"});
    EXPECT_EQ(facts(folder).tags, (std::vector<std::string>{"heavy", "light"}));
}

TEST_F(GitCommandTest, a_detached_head_is_on_no_branch)
{
    const auto folder = repository("a");
    git(folder, {"checkout", "--quiet", "--detach"});
    EXPECT_EQ(facts(folder).branch, "");
}

TEST_F(GitCommandTest, branch_and_tag_of_one_name_keep_their_names)
{
    const auto folder = repository("a");
    git(folder, {"checkout", "--quiet", "-b", "feature/x"});
    git(folder, {"tag", "feature/x"});
    EXPECT_EQ(facts(folder).branch, "feature/x");
    EXPECT_EQ(facts(folder).tags, std::vector<std::string>{"feature/x"});
}

TEST_F(GitCommandTest, settings_that_change_how_git_prints_do_not_matter)
{
    const auto folder = repository("a");
    git(folder, {"tag", "a"});
    git(folder, {"tag", "b"});
    for (const auto* setting : {"column.ui=always", "color.ui=always", "tag.sort=-refname", "log.showSignature=true",
                                "log.decorate=full", "core.pager=false"}) {
        const std::string text = setting;
        git(folder, {"config", text.substr(0, text.find('=')), text.substr(text.find('=') + 1)});
    }
    EXPECT_EQ(facts(folder).tags, (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(format_time(facts(folder).committed), "2025-03-31T10:00:00Z");
}

TEST_F(GitCommandTest, a_linked_worktree_and_a_shallow_clone_answer)
{
    const auto folder = repository("a");
    git(folder, {"commit", "--quiet", "--allow-empty", "-m", "second"});
    git(folder, {"worktree", "add", "--quiet", "-b", "other", home_ / "linked"});
    EXPECT_EQ(facts(home_ / "linked").branch, "other");
    git(home_.path(), {"clone", "--quiet", "--depth=1", "file://" + folder, home_ / "shallow"});
    EXPECT_EQ(facts(home_ / "shallow").commit, facts(folder).commit);
}

TEST_F(GitCommandTest, where_there_is_no_work_tree_or_no_commit_there_are_no_facts)
{
    const auto plain = home_ / "plain";
    std::filesystem::create_directories(plain);
    const auto bare = home_ / "bare";
    git(home_.path(), {"init", "--quiet", "--bare", bare});
    for (const auto& folder : {plain, bare, empty_repository("unborn"), repository("a") + "/.git"}) {
        const auto checkout = GitCommand(folder).checkout();
        ASSERT_TRUE(checkout) << folder << ": " << checkout.error().message;
        EXPECT_FALSE(checkout->has_value()) << folder;
    }
}

TEST_F(GitCommandTest, a_repository_that_git_cannot_read_is_an_error_and_not_no_repository)
{
    const auto folder = repository("a");
    git(folder, {"config", "core.repositoryFormatVersion", "99"});
    const auto checkout = GitCommand(folder).checkout();
    ASSERT_FALSE(checkout);
    EXPECT_EQ(checkout.error().kind, ErrorKind::local);
    EXPECT_NE(checkout.error().message.find("git cannot read the repository of '" + folder + "': "), std::string::npos);
    EXPECT_NE(checkout.error().message.find("99"), std::string::npos) << checkout.error().message;
}

TEST_F(GitCommandTest, a_missing_commit_is_an_error)
{
    const auto folder = repository("a");
    home_.write("a/.git/refs/heads/main", std::string(40, '1') + "\n");
    const auto checkout = GitCommand(folder).checkout();
    ASSERT_FALSE(checkout);
    EXPECT_EQ(checkout.error().kind, ErrorKind::local);
}

TEST_F(GitCommandTest, a_repository_of_another_user_is_denied_with_the_command_to_type)
{
    const auto folder = repository("it's");
    const WithVariable other_owner("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1");
    const auto checkout = GitCommand(folder).checkout();
    ASSERT_FALSE(checkout);
    EXPECT_EQ(checkout.error().kind, ErrorKind::denied);
    EXPECT_EQ(checkout.error().message, "git does not trust the repository '" + folder + "', which another user owns");
    EXPECT_EQ(checkout.error().hint,
              "git config --global --add safe.directory '" + home_.path().string() + "/it'\\''s'");
}

TEST_F(GitCommandTest, a_missing_git_is_not_found)
{
    const WithVariable path("PATH", home_ / "nothing");
    const auto checkout = GitCommand(home_.path()).checkout();
    ASSERT_FALSE(checkout);
    EXPECT_EQ(checkout.error().kind, ErrorKind::not_found);
    EXPECT_EQ(checkout.error().message, "the git program is missing: nothing of that name is in PATH");
    EXPECT_EQ(checkout.error().hint, "install git 2.30 or newer");
}

TEST_F(GitCommandTest, an_old_git_is_a_usage_error_with_the_version_found)
{
    struct Row {
        std::string says;
        std::string message;
    };
    for (const auto& [says, message] :
         {Row{"git version 2.29.3", "git is 2.29, and 2.30 or newer is needed"},
          Row{"git version 1.99.0", "git is 1.99, and 2.30 or newer is needed"},
          Row{"git version 2.4.11 (Apple Git-1)", "git is 2.4, and 2.30 or newer is needed"},
          Row{"hello", "the git program says 'hello' for its version"},
          Row{"git version two", "the git program says 'git version two' for its version"}}) {
        const WithVariable path("PATH", fake_git(says));
        const auto checkout = GitCommand(home_.path()).checkout();
        ASSERT_FALSE(checkout) << says;
        EXPECT_EQ(checkout.error().kind, ErrorKind::usage) << says;
        EXPECT_EQ(checkout.error().message, message);
    }
}

TEST_F(GitCommandTest, newer_gits_are_taken_also_past_the_next_major)
{
    for (const auto* says : {"git version 2.30.0", "git version 2.39.5.windows.1", "git version 3.0.0"}) {
        const WithVariable path("PATH", fake_git(says));
        EXPECT_TRUE(GitCommand(home_.path()).checkout()) << says;
    }
}

}  // namespace tagwarden
