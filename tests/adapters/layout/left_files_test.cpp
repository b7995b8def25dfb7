// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include <gtest/gtest.h>

#include <algorithm>

#include "adapters/layout/durable_file.h"
#include "adapters/layout/folder_lock.h"
#include "adapters/layout/layout_repository.h"
#include "tests/support/image_builder.h"
#include "tests/support/temporary_folder.h"

namespace tagwarden {
namespace {

void make_old(const std::filesystem::path& file)
{
    std::filesystem::last_write_time(file, std::filesystem::file_time_type::clock::now() - std::chrono::hours(1));
}

std::vector<std::filesystem::path> passing_names(const std::filesystem::path& folder)
{
    std::vector<std::filesystem::path> names;
    for (const auto& it : std::filesystem::directory_iterator(folder))
        if (DurableFile::is_passing_name(it.path())) names.push_back(it.path());
    return names;
}

}  // namespace

TEST(LeftFiles, of_a_killed_writer_are_removed_and_those_of_a_living_one_are_not)
{
    const tests::TemporaryFolder folder;
    std::filesystem::create_directories(folder.path() / "blobs");
    folder.write("oci-layout", R"({"imageLayoutVersion":"1.0.0"})");
    const auto living = DurableFile::create(folder.path() / "blobs").value();
    const auto of_living = passing_names(folder.path() / "blobs");
    ASSERT_EQ(of_living.size(), 1U);
    make_old(of_living.front());
    make_old(folder.write(".incoming-1-1", "index"));
    make_old(folder.write("blobs/.incoming-1-2", "half a blob"));
    folder.write("blobs/.incoming-1-3", "just begun");

    const auto layout = open_layout(folder.path()).value();
    tests::ImageBuilder().file("a", "1").build_into(*layout);
    EXPECT_TRUE(passing_names(folder.path()).empty());
    const auto left = passing_names(folder.path() / "blobs");
    EXPECT_EQ(left.size(), 2U);
    EXPECT_NE(std::ranges::find(left, of_living.front()), left.end());
}

TEST(FolderLock, that_another_writer_does_not_give_back_is_busy)
{
    const tests::TemporaryFolder folder;
    {
        const auto first = FolderLock::acquire(folder.path()).value();
        const auto second = FolderLock::acquire(folder.path(), std::chrono::milliseconds(1));
        ASSERT_FALSE(second);
        EXPECT_EQ(second.error().kind, ErrorKind::busy);
    }
    EXPECT_TRUE(FolderLock::acquire(folder.path(), std::chrono::milliseconds(1)));
}

}  // namespace tagwarden
