// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/layer_path.h"

#include <gtest/gtest.h>

namespace tagwarden {

TEST(LayerPath, every_way_to_write_a_name_is_kept_as_one)
{
    for (const auto* name : {"usr/x", "./usr/x", "/usr/x", "usr//x", "usr/./x", "usr/x/", "usr/a/../x", "../usr/x"})
        EXPECT_EQ(layer_path(name), "usr/x") << name;
    for (const auto* name : {"", ".", "./", "/", "..", "a/.."}) EXPECT_EQ(layer_path(name), "") << name;
    EXPECT_EQ(layer_path("a/...b/.c"), "a/...b/.c");
}

TEST(LayerPath, folder_and_base_make_the_path_again)
{
    for (const auto* path : {"a", "a/b", "a/b/c"}) EXPECT_EQ(path_in(parent_of(path), base_of(path)), path);
}

}  // namespace tagwarden
