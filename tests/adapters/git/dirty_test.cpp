// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <chrono>

#include "tests/adapters/git/git_repositories.h"

namespace tagwarden {

namespace {

using GitDirtyTest = tests::GitRepositories;

}  // namespace

TEST_F(GitDirtyTest, a_fresh_checkout_is_clean)
{
    EXPECT_FALSE(facts(repository_with_file("a")).dirty);
}

TEST_F(GitDirtyTest, a_modified_a_staged_and_a_deleted_file_are_dirty)
{
    const auto modified = repository_with_file("modified");
    write(modified + "/tracked", "two");
    EXPECT_TRUE(facts(modified).dirty);

    const auto staged = repository_with_file("staged");
    write(staged + "/new", "");
    git(staged, {"add", "new"});
    EXPECT_TRUE(facts(staged).dirty);

    const auto deleted = repository_with_file("deleted");
    std::filesystem::remove(deleted + "/tracked");
    EXPECT_TRUE(facts(deleted).dirty);

    const auto moved = repository_with_file("moved");
    git(moved, {"mv", "tracked", "renamed"});
    EXPECT_TRUE(facts(moved).dirty);
}

TEST_F(GitDirtyTest, a_change_shows_from_a_folder_beside_it)
{
    const auto folder = repository_with_file("a");
    std::filesystem::create_directory(folder + "/inside");
    write(folder + "/tracked", "two");
    EXPECT_TRUE(facts(folder + "/inside").dirty);
}

TEST_F(GitDirtyTest, untracked_files_do_not_count)
{
    const auto folder = repository_with_file("a");
    write(folder + "/untracked", "x");
    git(folder, {"config", "status.showUntrackedFiles", "all"});
    EXPECT_FALSE(facts(folder).dirty);
}

TEST_F(GitDirtyTest, a_file_of_which_only_the_time_changed_is_clean_and_the_index_stays_as_it_was)
{
    const auto folder = repository_with_file("a");
    const auto before = home_.read("a/.git/index");
    const auto file = folder + "/tracked";
    std::filesystem::last_write_time(file, std::filesystem::last_write_time(file) + std::chrono::hours(1));
    EXPECT_FALSE(facts(folder).dirty);
    EXPECT_EQ(home_.read("a/.git/index"), before);
}

TEST_F(GitDirtyTest, settings_of_status_do_not_matter)
{
    const auto folder = repository_with_file("a");
    for (const auto* setting : {"status.branch=true", "status.showStash=true", "status.short=true",
                                "status.submoduleSummary=true", "core.quotePath=false", "status.renames=copies"}) {
        const std::string text = setting;
        git(folder, {"config", text.substr(0, text.find('=')), text.substr(text.find('=') + 1)});
    }
    EXPECT_FALSE(facts(folder).dirty);
    write(folder + "/tracked", "two");
    EXPECT_TRUE(facts(folder).dirty);
}

TEST_F(GitDirtyTest, no_monitor_of_the_file_system_is_asked)
{
    const auto folder = repository_with_file("a");
    const auto monitor = home_.write("monitor", "#!/bin/sh\n: > '" + (home_ / "asked") + "'\n");
    std::filesystem::permissions(monitor, std::filesystem::perms::owner_all);
    git(folder, {"config", "core.fsmonitor", monitor});
    git(folder, {"status"});
    ASSERT_TRUE(std::filesystem::remove(home_ / "asked")) << "this git asks a monitor";
    EXPECT_FALSE(facts(folder).dirty);
    EXPECT_FALSE(std::filesystem::exists(home_ / "asked"));
}

TEST_F(GitDirtyTest, a_submodule_counts_by_its_commit_and_its_tracked_files)
{
    const auto library = repository_with_file("library");
    const auto folder = repository_with_file("a");
    git(folder, {"-c", "protocol.file.allow=always", "submodule", "--quiet", "add", library, "sub"});
    git(folder, {"config", "--file", ".gitmodules", "submodule.sub.ignore", "all"});
    git(folder, {"add", ".gitmodules"});
    git(folder, {"commit", "--quiet", "-m", "with a submodule"});
    const auto sub = folder + "/sub";

    EXPECT_FALSE(facts(folder).dirty);
    EXPECT_EQ(facts(sub).commit, facts(library).commit);
    write(sub + "/untracked", "x");
    EXPECT_FALSE(facts(folder).dirty);
    EXPECT_FALSE(facts(sub).dirty);

    write(sub + "/tracked", "two");
    EXPECT_TRUE(facts(folder).dirty);
    EXPECT_TRUE(facts(sub).dirty);

    git(sub, {"commit", "--quiet", "--all", "-m", "ahead"});
    EXPECT_TRUE(facts(folder).dirty);
    EXPECT_FALSE(facts(sub).dirty);
}

}  // namespace tagwarden
