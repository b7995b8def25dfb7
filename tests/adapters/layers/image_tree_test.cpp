// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/image_tree.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

using Type = LayerEntry::Type;

const LayerEntry file{Type::file, ""};
const LayerEntry folder{Type::folder, ""};

LayerEntry link_to(std::string target)
{
    return {Type::symbolic_link, std::move(target)};
}

/// "file 1 usr/bin/x", "absent", "unknown usr/bin/x" or "too many links".
std::string place(const ImageTree& tree, std::string_view path)
{
    const auto found = tree.resolve(path);
    if (!found) return found.error().kind == ErrorKind::malformed ? "too many links" : "error";
    if (const auto* at = std::get_if<ImageTree::File>(&*found))
        return "file " + std::to_string(at->depth) + " " + at->path;
    if (const auto* unknown = std::get_if<ImageTree::Unknown>(&*found)) return "unknown " + unknown->guess;
    return "absent";
}

ImageTree tree_of(std::vector<LayerNames> top_down, std::size_t unread = 0)
{
    ImageTree tree(top_down.size() + unread);
    for (auto& names : top_down) tree.add(std::move(names));
    return tree;
}

}  // namespace

TEST(ImageTree, the_topmost_layer_wins)
{
    const auto tree = tree_of({{{"a", file}}, {{"a", file}, {"b", file}}});
    EXPECT_EQ(place(tree, "/a"), "file 0 a");
    EXPECT_EQ(place(tree, "/b"), "file 1 b");
    EXPECT_EQ(place(tree, "/c"), "absent");
}

TEST(ImageTree, nothing_is_absent_before_the_last_layer_was_read)
{
    const auto tree = tree_of({{{"a", file}, {".wh.gone", file}}}, 1);
    EXPECT_EQ(place(tree, "/a"), "file 0 a");
    EXPECT_EQ(place(tree, "/b/c"), "unknown b/c");
    EXPECT_EQ(place(tree, "/gone/c"), "absent");
}

TEST(ImageTree, the_guess_for_the_next_layer_has_the_links_behind_it)
{
    const auto tree = tree_of({{{"bin", link_to("usr/bin")}, {"usr", folder}}}, 1);
    EXPECT_EQ(place(tree, "/bin/deep/../x"), "unknown usr/bin/x");
    const auto deeper = tree_of({{{"bin", link_to("usr/bin")}, {"usr/bin", folder}}}, 1);
    EXPECT_EQ(place(deeper, "/bin/x"), "unknown usr/bin/x");
}

TEST(ImageTree, whiteouts_hide_lower_layers_and_nothing_else)
{
    struct Row {
        const char* why;
        std::vector<LayerNames> layers;
        const char* path;
        const char* want;
    };
    const std::vector<Row> rows{
        {"a file", {{{"d/.wh.x", file}}, {{"d/x", file}}}, "/d/x", "absent"},
        {"a folder above", {{{".wh.d", file}}, {{"d/x", file}}}, "/d/x", "absent"},
        {"a folder far above", {{{"a/.wh.b", file}}, {{"a/b/c/d/x", file}}}, "/a/b/c/d/x", "absent"},
        {"its neighbour stays", {{{"d/.wh.x", file}}, {{"d/y", file}}}, "/d/y", "file 1 d/y"},
        {"a longer name stays", {{{"d/.wh.x", file}}, {{"d/xx", file}}}, "/d/xx", "file 1 d/xx"},
        {"its own layer's file stays", {{{"d/.wh.x", file}, {"d/x", file}}, {{"d/x", file}}}, "/d/x", "file 0 d/x"},
        {"a layer above it stays", {{{"d/x", file}}, {{"d/.wh.x", file}}, {{"d/x", file}}}, "/d/x", "file 0 d/x"},
        {"opaque folder", {{{"d/.wh..wh..opq", file}}, {{"d/x", file}}}, "/d/x", "absent"},
        {"opaque far above", {{{"a/.wh..wh..opq", file}}, {{"a/b/c/x", file}}}, "/a/b/c/x", "absent"},
        {"opaque root", {{{".wh..wh..opq", file}}, {{"a/b", file}}}, "/a/b", "absent"},
        {"opaque keeps its own layer",
         {{{"d/.wh..wh..opq", file}, {"d/x", file}}, {{"d/y", file}}},
         "/d/x",
         "file 0 d/x"},
        {"opaque elsewhere", {{{"e/.wh..wh..opq", file}}, {{"d/x", file}}}, "/d/x", "file 1 d/x"},
        {"opaque does not hide the folder",
         {{{"d/.wh..wh..opq", file}}, {{"d", folder}, {"dx", file}}},
         "/dx",
         "file 1 dx"},
        {"a folder turned into a file", {{{"d", file}}, {{"d/x", file}}}, "/d/x", "absent"},
        {"and into a folder again", {{{"d", folder}}, {{"d", file}}, {{"d/x", file}}}, "/d/x", "absent"},
        {"a whiteout is no file", {{{"d/.wh.x", file}}}, "/d/.wh.x", "absent"},
        {"a file turned into a folder", {{{"d", folder}}, {{"d", file}}}, "/d", "absent"},
    };
    for (const auto& row : rows) EXPECT_EQ(place(tree_of(row.layers), row.path), row.want) << row.why;
}

TEST(ImageTree, links_are_followed_inside_the_image)
{
    struct Row {
        const char* why;
        std::vector<LayerNames> layers;
        const char* path;
        const char* want;
    };
    const std::vector<Row> rows{
        {"relative", {{{"a/l", link_to("x")}, {"a/x", file}}}, "/a/l", "file 0 a/x"},
        {"absolute", {{{"a/l", link_to("/b/x")}, {"b/x", file}}}, "/a/l", "file 0 b/x"},
        {"upwards", {{{"a/l", link_to("../b/x")}, {"b/x", file}}}, "/a/l", "file 0 b/x"},
        {"not out of the root", {{{"l", link_to("../../../b/x")}, {"b/x", file}}}, "/l", "file 0 b/x"},
        {"a folder above", {{{"usr/bin/x", file}}, {{"bin", link_to("usr/bin")}}}, "/bin/x", "file 0 usr/bin/x"},
        {"'..' behind a link is physical",
         {{{"l", link_to("a/b")}, {"a/b", folder}, {"a/x", file}, {"x", file}}},
         "/l/../x",
         "file 0 a/x"},
        {"to a higher layer's file", {{{"x", file}}, {{"l", link_to("x")}, {"x", file}}}, "/l", "file 0 x"},
        {"through several", {{{"l", link_to("m")}}, {{"m", link_to("/n")}}, {{"n", file}}}, "/l", "file 2 n"},
        {"to nothing", {{{"l", link_to("nothing")}}}, "/l", "absent"},
        {"to a folder", {{{"l", link_to("d")}, {"d/x", file}}}, "/l", "absent"},
        {"replaced by a folder",
         {{{"bin/y", file}}, {{"bin", link_to("usr/bin")}, {"usr/bin/x", file}}},
         "/bin/x",
         "absent"},
        {"hard", {{{"h", {Type::hard_link, "a/x"}}, {"a/x", file}}}, "/h", "file 0 a/x"},
        {"hard, of its own layer's time",
         {{{"x", file}}, {{"h", {Type::hard_link, "x"}}, {"x", file}}},
         "/h",
         "file 1 x"},
        {"hard, to a lower layer", {{{"h", {Type::hard_link, "x"}}}, {{"x", file}}}, "/h", "file 1 x"},
        {"hard, to a symbolic one",
         {{{"a/h", {Type::hard_link, "b/s"}}, {"b/s", link_to("x")}, {"a/x", file}}},
         "/a/h",
         "file 0 a/x"},
        {"through a file", {{{"x", file}}}, "/x/y", "absent"},
        {"a device", {{{"x", {Type::other, ""}}}}, "/x", "absent"},
        {"the root", {{{"x", file}}}, "/", "absent"},
    };
    for (const auto& row : rows) EXPECT_EQ(place(tree_of(row.layers), row.path), row.want) << row.why;
}

TEST(ImageTree, links_in_a_circle_come_to_an_end)
{
    EXPECT_EQ(place(tree_of({{{"a", link_to("b")}, {"b", link_to("a")}}}), "/a"), "too many links");
    EXPECT_EQ(place(tree_of({{{"a", link_to("a/a")}}}), "/a"), "too many links");
    EXPECT_EQ(place(tree_of({{{"a", {Type::hard_link, "b"}}, {"b", {Type::hard_link, "a"}}}}), "/a"), "too many links");
}

}  // namespace tagwarden
