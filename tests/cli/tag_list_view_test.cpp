// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "render/tag_list_view.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/manifest.h"

namespace tagwarden {
namespace {

const auto digest = Digest::of("x");

ListedTag plain(const std::string& tag)
{
    return {*TagName::parse(tag), {std::string(media_type::oci_index), digest, 1000}};
}

ListedTag with_facts(const std::string& tag, const ImageFacts& facts)
{
    auto it = plain(tag);
    it.facts = facts;
    return it;
}

const ImageFacts all_facts{
    "1.8.1", *parse_time("2026-01-02T03:04:05Z"), {{"linux", "amd64", ""}, {"linux", "arm", "v7"}}, 48'300'000};

std::string text(const ListedTag& tag, const TagListForm& form)
{
    return tag_list_text({&tag, 1}, form);
}

TEST(TagListView, for_programs_has_a_tab_between_and_nothing_above)
{
    EXPECT_EQ(text(plain("1.8.1"), {}), "1.8.1\t" + digest.str() + "\n");
    EXPECT_EQ(text(with_facts("1.8.1", all_facts), {false, true}),
              "1.8.1\t" + digest.str() +
                  "\tapplication/vnd.oci.image.index.v1+json\t48300000\t2026-01-02T03:04:05Z\t1.8.1\tlinux/amd64,linux/"
                  "arm/v7\n");
    EXPECT_EQ(text(with_facts("1", {}), {false, true}),
              "1\t" + digest.str() + "\tapplication/vnd.oci.image.index.v1+json\t0\t-\t-\t-\n");
    EXPECT_EQ(tag_list_header({false, true, 10}), "");
}

TEST(TagListView, for_people_has_columns)
{
    EXPECT_EQ(text(plain("1.8.1"), {true, false, 8}), "1.8.1     " + digest.str() + "\n");
    EXPECT_EQ(tag_list_header({true, false, 8}), "");
    EXPECT_EQ(tag_list_header({true, true, 8}) + text(with_facts("1.8.1", all_facts), {true, true, 8}),
              "TAG       DIGEST           KIND         SIZE  CREATED     VERSION       PLATFORMS\n"
              "1.8.1     sha256:2d711642  index    46.1 MiB  2026-01-02  1.8.1         linux/amd64 linux/arm/v7\n");
}

TEST(TagListView, what_an_image_says_of_itself_cannot_move_the_cursor_or_make_a_column)
{
    const ImageFacts hostile{"1\t2\n3\x1b[2J", std::nullopt, {{"a\tb", "c\n", ""}}, 1};
    for (const bool for_people : {false, true}) {
        const auto line = text(with_facts("1", hostile), {for_people, true, 1});
        EXPECT_EQ(line.find('\x1b'), std::string::npos);
        EXPECT_EQ(std::ranges::count(line, '\n'), 1);
        EXPECT_EQ(std::ranges::count(line, '\t'), for_people ? 0 : 6);
    }
}

TEST(TagListView, as_json_has_facts_only_where_they_were_asked_for)
{
    EXPECT_EQ(
        canonical(tag_json(plain("1"))),
        R"({"digest":")" + digest.str() + R"(","mediaType":"application/vnd.oci.image.index.v1+json","tag":"1"})");
    EXPECT_EQ(
        canonical(tag_json(with_facts("1", all_facts))),
        R"({"created":"2026-01-02T03:04:05Z","digest":")" + digest.str() +
            R"(","mediaType":"application/vnd.oci.image.index.v1+json","platforms":["linux/amd64","linux/arm/v7"],)"
            R"("size":48300000,"tag":"1","version":"1.8.1"})");
    EXPECT_NE(canonical(tag_json(with_facts("1", {}))).find(R"("version":null)"), std::string::npos);
}

}  // namespace
}  // namespace tagwarden
