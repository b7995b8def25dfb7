// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <fmt/format.h>

#include "tests/adapters/git/git_repositories.h"

namespace tagwarden {

namespace {

using Names = std::vector<std::string>;

class GitTagsTest : public tests::GitRepositories {
protected:
    /// Two commits on main, the first of them also on the branch "side", which goes on by one.
    std::string forked(const std::string& name)
    {
        const auto folder = repository(name);
        git(folder, {"checkout", "--quiet", "-b", "side"});
        commit(folder);
        git(folder, {"checkout", "--quiet", "main"});
        commit(folder);
        return folder;
    }
};

}  // namespace

TEST_F(GitTagsTest, of_all_tags_those_behind_head_are_reachable)
{
    const auto folder = forked("a");
    git(folder, {"tag", "first", "HEAD~1"});
    annotate(folder, "second");
    git(folder, {"tag", "beside", "side"});
    annotate(folder, "beside-annotated", "side");
    for (const bool packed : {false, true}) {
        if (packed) git(folder, {"pack-refs", "--all"});
        EXPECT_EQ(tags(folder), (Names{"beside", "beside-annotated", "first", "second"})) << packed;
        EXPECT_EQ(tags_behind_head(folder), (Names{"first", "second"})) << packed;
        EXPECT_EQ(facts(folder).tags, Names{"second"}) << packed;
    }
}

TEST_F(GitTagsTest, of_several_tags_behind_head_the_first_that_is_named_is_the_answer)
{
    const auto folder = forked("a");
    git(folder, {"tag", "first", "HEAD~1"});
    git(folder, {"tag", "here"});
    git(folder, {"tag", "beside", "side"});
    const auto first_of = [&](const Names& names) {
        return GitCommand(folder).first_behind_head(names)->value_or("none");
    };
    EXPECT_EQ(first_of({"first", "here"}), "first");
    EXPECT_EQ(first_of({"beside", "here", "first"}), "here");
    Names many(20, "beside");
    EXPECT_EQ(first_of(many), "none");
    many.insert(many.end(), {"here", "first"});
    EXPECT_EQ(first_of(many), "here");
    EXPECT_EQ(first_of({"beside"}), "none");
    EXPECT_EQ(first_of({}), "none");
}

TEST_F(GitTagsTest, a_tag_that_was_moved_after_packing_is_where_it_is_now)
{
    const auto folder = forked("a");
    annotate(folder, "moved", "side");
    git(folder, {"pack-refs", "--all"});
    git(folder, {"tag", "--force", "moved", "HEAD"});
    EXPECT_EQ(facts(folder).tags, Names{"moved"});
    EXPECT_EQ(tags_behind_head(folder), Names{"moved"});
}

TEST_F(GitTagsTest, a_tag_of_a_tag_leads_to_the_commit_and_tags_of_trees_and_files_lead_to_none)
{
    const auto folder = repository_with_file("a");
    annotate(folder, "inner");
    annotate(folder, "outer", "inner");
    annotate(folder, "outermost", "outer");
    git(folder, {"tag", "tree", "HEAD^{tree}"});
    annotate(folder, "tree-annotated", "HEAD^{tree}");
    annotate(folder, "tree-nested", "tree-annotated");
    git(folder, {"tag", "file", "HEAD:tracked"});
    annotate(folder, "file-annotated", "HEAD:tracked");
    const Names wanted{"inner", "outer", "outermost"};
    for (const bool packed : {false, true}) {
        if (packed) git(folder, {"pack-refs", "--all"});
        EXPECT_EQ(facts(folder).tags, wanted) << packed;
        EXPECT_EQ(tags(folder), wanted) << packed;
        EXPECT_EQ(tags_behind_head(folder), wanted) << packed;
        EXPECT_EQ(commits_since(folder, "outermost"), 0) << packed;
    }
}

TEST_F(GitTagsTest, a_repository_may_have_no_tags_and_other_refs)
{
    const auto folder = repository("a");
    git(folder, {"update-ref", "refs/remotes/origin/v1", "HEAD"});
    git(folder, {"branch", "refs/tags/v1"});
    EXPECT_EQ(tags(folder), Names{});
    EXPECT_EQ(tags_behind_head(folder), Names{});
    EXPECT_EQ(commits_since(folder, std::nullopt), 1);
}

TEST_F(GitTagsTest, commits_are_counted_from_the_tag_that_is_named)
{
    const auto folder = forked("a");
    git(folder, {"tag", "first", "HEAD~1"});
    annotate(folder, "beside", "side");
    commit(folder);
    git(folder, {"tag", "here"});
    EXPECT_EQ(commits_since(folder, "first"), 2);
    EXPECT_EQ(commits_since(folder, "beside"), 2);
    EXPECT_EQ(commits_since(folder, "here"), 0);
    EXPECT_EQ(commits_since(folder, std::nullopt), 3);
    git(folder, {"merge", "--quiet", "-m", "merge", "side"});
    EXPECT_EQ(commits_since(folder, "first"), 4) << "both sides of a merge count";
    EXPECT_EQ(tags_behind_head(folder), (Names{"beside", "first", "here"}));
}

TEST_F(GitTagsTest, a_tag_that_is_not_there_is_not_found_even_when_git_would_take_it_for_something_else)
{
    const auto folder = repository("a");
    commit(folder);
    git(folder, {"tag", "v1"});
    git(folder, {"branch", "topic"});
    for (const auto* name :
         {"v2", "topic", "v1~1", "v1^{}", "v1^", "v1..HEAD", "v1 --all", "--all", "", "../heads/topic"}) {
        const auto count = GitCommand(folder).commits_since(name);
        ASSERT_FALSE(count) << name;
        EXPECT_EQ(count.error().kind, ErrorKind::not_found) << name;
        EXPECT_EQ(count.error().message, "the repository has no tag '" + std::string(name) + "'");
    }
}

TEST_F(GitTagsTest, odd_names_are_names)
{
    const auto folder = repository("a");
    const Names odd{"--all", "-x", "HEAD", "a/b", "main", "v1$HOME", "v1;rm", "ü-ñ-漢字"};
    git(folder, {"config", "core.quotePath", "true"});
    for (const auto& name : odd) git(folder, {"update-ref", "refs/tags/" + name, "HEAD"});
    EXPECT_EQ(facts(folder).tags, odd);
    EXPECT_EQ(facts(folder).branch, "main");
    // The branch "main" and the file "a" go on; the tags stay.
    commit(folder);
    write(folder + "/HEAD", "a file");
    for (const auto& name : odd) EXPECT_EQ(commits_since(folder, name), 1) << name;
    EXPECT_EQ(tags(folder), odd);
    EXPECT_EQ(tags_behind_head(folder), odd);
    EXPECT_TRUE(facts(folder).tags.empty());
}

TEST_F(GitTagsTest, ten_thousand_tags_are_listed)
{
    const auto folder = repository("a");
    annotate(folder, "pattern");
    const auto commit_name = git(folder, {"rev-parse", "HEAD"});
    const auto tag_object = git(folder, {"rev-parse", "pattern"});
    std::string packed = "# pack-refs with: peeled fully-peeled sorted \n";
    for (int i = 0; i < 10'000; ++i)
        packed += i % 2 == 0 ? fmt::format("{} refs/tags/v{:05}\n", commit_name, i)
                             : fmt::format("{} refs/tags/v{:05}\n^{}\n", tag_object, i, commit_name);
    write(folder + "/.git/packed-refs", packed);
    git(folder, {"tag", "--delete", "pattern"});
    EXPECT_EQ(facts(folder).tags.size(), 10'000U);
    EXPECT_EQ(tags(folder).size(), 10'000U);
    auto names = tags(folder);
    names.insert(names.begin(), 20, "no-such-tag");
    EXPECT_EQ(*GitCommand(folder).first_behind_head(names), "v00000");
}

TEST_F(GitTagsTest, a_tag_without_its_object_is_an_error)
{
    const auto folder = repository("a");
    home_.write("a/.git/refs/tags/v1", std::string(40, '1') + "\n");
    const auto names = GitCommand(folder).tags();
    ASSERT_FALSE(names);
    EXPECT_EQ(names.error().kind, ErrorKind::local);
    EXPECT_NE(names.error().message.find("refs/tags/v1"), std::string::npos) << names.error().message;
    EXPECT_FALSE(GitCommand(folder).checkout());
}

}  // namespace tagwarden
