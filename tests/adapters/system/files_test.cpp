// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/files.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace tagwarden {

TEST(Files, read_gives_every_byte_up_to_the_limit)
{
    tests::TemporaryFolder folder;
    const std::string content = std::string("a\0b\r\n", 5) + std::string(200000, 'x');
    const auto file = folder.write("file", content);
    EXPECT_EQ(read_file(file, content.size()), content);

    const auto over = read_file(file, content.size() - 1);
    ASSERT_FALSE(over);
    EXPECT_EQ(over.error().kind, ErrorKind::malformed);
    EXPECT_EQ(over.error().message, "the file '" + file + "' has more than the 200004 bytes that are read");
}

TEST(Files, a_missing_file_and_one_that_cannot_be_read_are_two_things)
{
    tests::TemporaryFolder folder;
    EXPECT_EQ(read_file(folder / "none", 10).error().kind, ErrorKind::not_found);
    EXPECT_EQ(read_file(folder.write("file", "") + "/below", 10).error().kind, ErrorKind::not_found);
    EXPECT_EQ(read_file(folder.path(), 10).error().kind, ErrorKind::local);
}

TEST(Files, the_nearest_file_upwards_is_found)
{
    tests::TemporaryFolder folder;
    const auto outer = folder.write("tagwarden.yaml", "");
    const auto inner = folder.write("a/b/tagwarden.yaml", "");
    folder.write("a/b/c/d/other", "");
    const auto found = [&](const std::string& where) { return find_upwards(folder / where, "tagwarden.yaml"); };

    EXPECT_EQ(found("a/b/c/d"), inner);
    EXPECT_EQ(found("a/b"), inner);
    EXPECT_EQ(found("a/b/"), inner);
    EXPECT_EQ(found("a"), outer);
    EXPECT_EQ(find_upwards(folder.path(), "no-such-file-anywhere"), std::nullopt);
}

TEST(Files, a_folder_with_the_name_is_passed_over)
{
    tests::TemporaryFolder folder;
    const auto outer = folder.write("tagwarden.yaml", "");
    folder.write("a/tagwarden.yaml/file", "");
    EXPECT_EQ(find_upwards(folder / "a", "tagwarden.yaml"), outer);
}

TEST(Files, a_file_is_replaced_whole_and_nothing_is_left_beside_it)
{
    tests::TemporaryFolder folder;
    const auto file = folder.write("file", "a long text that was there before");
    ASSERT_TRUE(replace_file(file, "new"));
    EXPECT_EQ(read_file(file, 100), "new");
    ASSERT_TRUE(replace_file(folder / "other", "made"));
    EXPECT_EQ(read_file(folder / "other", 100), "made");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 2);
}

TEST(Files, a_file_keeps_its_mode_and_a_link_what_it_leads_to)
{
    tests::TemporaryFolder folder;
    const auto file = folder.write("file", "old"), target = folder.write("target", "a longer old text");
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    std::filesystem::create_symlink(target, folder / "link");
    ASSERT_TRUE(replace_file(file, "new"));
    ASSERT_TRUE(replace_file(folder / "link", "new"));
    EXPECT_EQ(std::filesystem::status(file).permissions(),
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    EXPECT_TRUE(std::filesystem::is_symlink(folder / "link"));
    EXPECT_EQ(read_file(target, 100), "new");
}

TEST(Files, what_cannot_be_replaced_stays_as_it_was)
{
    tests::TemporaryFolder folder;
    const auto missing = replace_file(folder / "none/file", "new");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::local);
    EXPECT_NE(missing.error().message.find("none/file'"), std::string::npos) << missing.error().message;
    EXPECT_FALSE(replace_file(folder.path(), "new"));
    EXPECT_TRUE(std::filesystem::is_directory(folder.path()));
}

TEST(Files, text_is_added_at_the_end)
{
    tests::TemporaryFolder folder;
    ASSERT_TRUE(append_to_file(folder / "file", "a\n"));
    ASSERT_TRUE(append_to_file(folder / "file", "b\n"));
    EXPECT_EQ(read_file(folder / "file", 100), "a\nb\n");
}

}  // namespace tagwarden
