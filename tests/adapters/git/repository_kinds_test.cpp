// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/adapters/git/git_repositories.h"

namespace tagwarden {

namespace {

using Names = std::vector<std::string>;

class GitRepositoryKindsTest : public tests::GitRepositories {
protected:
    /// Three commits; "light" on the first, "heavy" on the second, "here" on the last, "beside" on another branch.
    void fill(const std::string& folder)
    {
        write(folder + "/tracked", "one");
        git(folder, {"add", "tracked"});
        commit(folder);
        git(folder, {"tag", "light"});
        commit(folder);
        annotate(folder, "heavy");
        git(folder, {"checkout", "--quiet", "-b", "side"});
        commit(folder);
        git(folder, {"tag", "beside"});
        git(folder, {"checkout", "--quiet", "main"});
        commit(folder);
        annotate(folder, "here");
        // So that others may clone parts of it.
        git(folder, {"config", "uploadpack.allowFilter", "true"});
        git(folder, {"config", "uploadpack.allowAnySHA1InWant", "true"});
    }
    std::string filled(const std::string& name)
    {
        const auto folder = empty_repository(name);
        fill(folder);
        return folder;
    }

    std::string cloned(const std::string& from, const std::string& name, const std::vector<std::string>& options)
    {
        std::vector<std::string> arguments{"clone", "--quiet", "file://" + from, home_ / name};
        arguments.insert(arguments.begin() + 2, options.begin(), options.end());
        git(home_.path(), arguments);
        return home_ / name;
    }

    void expect_whole(const std::string& folder, const std::string& branch = "main")
    {
        const auto found = facts(folder);
        EXPECT_EQ(found.commit, git(folder, {"rev-parse", "HEAD"}));
        EXPECT_EQ(found.branch, branch);
        EXPECT_EQ(found.tags, Names{"here"});
        EXPECT_FALSE(found.dirty);
        EXPECT_FALSE(found.shallow);
        EXPECT_EQ(tags(folder), (Names{"beside", "heavy", "here", "light"}));
        EXPECT_EQ(tags_behind_head(folder), (Names{"heavy", "here", "light"}));
        EXPECT_EQ(commits_since(folder, "light"), 2);
        EXPECT_EQ(commits_since(folder, "heavy"), 1);
        EXPECT_EQ(commits_since(folder, std::nullopt), 3);
    }
};

}  // namespace

TEST_F(GitRepositoryKindsTest, loose_and_packed_refs_and_a_commit_graph_answer_alike)
{
    const auto folder = filled("a");
    expect_whole(folder);
    git(folder, {"pack-refs", "--all"});
    expect_whole(folder);
    git(folder, {"commit-graph", "write", "--reachable"});
    expect_whole(folder);
}

TEST_F(GitRepositoryKindsTest, a_repository_with_sha_256_names_answers)
{
    const auto folder = empty_repository("a", "sha256");
    fill(folder);
    expect_whole(folder);
    EXPECT_EQ(facts(folder).commit.size(), 64U);
}

TEST_F(GitRepositoryKindsTest, a_clone_and_a_linked_worktree_answer)
{
    const auto folder = filled("a");
    expect_whole(cloned(folder, "clone", {}));
    git(folder, {"worktree", "add", "--quiet", "-b", "other", home_ / "linked"});
    expect_whole(home_ / "linked", "other");
    write(home_ / "linked/tracked", "two");
    EXPECT_TRUE(facts(home_ / "linked").dirty);
    EXPECT_FALSE(facts(folder).dirty);
}

TEST_F(GitRepositoryKindsTest, a_detached_head_answers)
{
    const auto folder = filled("a");
    git(folder, {"checkout", "--quiet", "--detach"});
    expect_whole(folder, "");
    git(folder, {"checkout", "--quiet", "light"});
    EXPECT_EQ(facts(folder).tags, Names{"light"});
    EXPECT_EQ(tags_behind_head(folder), Names{"light"});
    EXPECT_EQ(commits_since(folder, std::nullopt), 1);
    EXPECT_EQ(commits_since(folder, "here"), 0) << "HEAD is behind the tag";
}

TEST_F(GitRepositoryKindsTest, a_partial_clone_answers_and_fetches_nothing_for_it)
{
    const auto folder = filled("a");
    for (const std::string filter : {"blob:none", "tree:0"}) {
        SCOPED_TRACE(filter);
        const auto clone = cloned(folder, "partial-" + filter.substr(0, 4), {"--filter=" + filter});
        git(clone, {"config", "remote.origin.url", "file:///nowhere"});
        expect_whole(clone);
        std::filesystem::rename(clone + "/tracked", clone + "/renamed");
        git(clone, {"add", "--all"});
        EXPECT_TRUE(facts(clone).dirty);
    }
}

TEST_F(GitRepositoryKindsTest, a_shallow_clone_says_that_it_is_one)
{
    const auto folder = filled("a");
    const auto clone = cloned(folder, "shallow", {"--depth=1"});
    EXPECT_TRUE(facts(clone).shallow);
    EXPECT_EQ(facts(clone).tags, Names{"here"});
    EXPECT_EQ(tags(clone), Names{"here"});
    EXPECT_EQ(commits_since(clone, std::nullopt), 1);

    git(clone, {"fetch", "--quiet", "--unshallow", "--tags"});
    expect_whole(clone);
}

TEST_F(GitRepositoryKindsTest, a_bare_repository_has_no_checkout_even_with_commits)
{
    const auto bare = cloned(filled("a"), "bare", {"--bare"});
    const auto checkout = GitCommand(bare).checkout();
    ASSERT_TRUE(checkout) << checkout.error().message;
    EXPECT_FALSE(checkout->has_value());
}

TEST_F(GitRepositoryKindsTest, a_branch_without_a_commit_has_no_facts_though_others_have_tags)
{
    const auto folder = filled("a");
    git(folder, {"checkout", "--quiet", "--orphan", "unborn"});
    const auto checkout = GitCommand(folder).checkout();
    ASSERT_TRUE(checkout) << checkout.error().message;
    EXPECT_FALSE(checkout->has_value());
    EXPECT_EQ(tags(folder).size(), 4U);
}

}  // namespace tagwarden
