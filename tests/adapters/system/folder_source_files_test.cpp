// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/system/folder_source_files.h"

#include <gtest/gtest.h>

#include "tests/support/temporary_folder.h"

namespace tagwarden {

TEST(FolderSourceFiles, are_read_in_order_from_the_folder)
{
    tests::TemporaryFolder folder;
    folder.write("a/Main.go", "1.8.1");
    folder.write("VERSION", "1.8.0");
    const auto texts = FolderSourceFiles(folder.path()).read({"a/Main.go", "none", "./VERSION", "a", "a/Main.go"});
    ASSERT_EQ(texts.size(), 5);
    EXPECT_EQ(texts[0], "1.8.1");
    EXPECT_EQ(texts[1].error().kind, ErrorKind::not_found);
    EXPECT_EQ(texts[2], "1.8.0");
    EXPECT_EQ(texts[3].error().kind, ErrorKind::local);
    EXPECT_EQ(texts[4], "1.8.1");
}

TEST(FolderSourceFiles, a_file_larger_than_any_source_is_not_read)
{
    tests::TemporaryFolder folder;
    const std::string largest(std::size_t{16} * 1024 * 1024, 'x');
    folder.write("largest", largest);
    folder.write("larger", largest + "x");
    const auto texts = FolderSourceFiles(folder.path()).read({"largest", "larger"});
    EXPECT_TRUE(texts[0]);
    EXPECT_EQ(texts[1].error().kind, ErrorKind::malformed);
}

}  // namespace tagwarden
