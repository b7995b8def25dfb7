// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "flows/list_tags.h"

#include <gtest/gtest.h>

#include "adapters/memory/memory_digest_facts.h"
#include "tests/flows/watched_reader.h"
#include "tests/support/image_builder.h"

namespace tagwarden::tests {
namespace {

struct ListTags : testing::Test {
    std::shared_ptr<MemoryStore> store = std::make_shared<MemoryStore>();
    MemoryRepository hub{store};
    WatchedReader reader{store};
    MemoryDigestFacts cache;
    SwitchedStop stop;
    std::vector<std::vector<ListedTag>> shown;

    void tag(const std::string& name, const Descriptor& root)
    {
        store->tags.insert_or_assign(*TagName::parse(name), root);
    }
    Descriptor image(const std::string& version)
    {
        return ImageBuilder().label("org.opencontainers.image.version", version).build_into(hub);
    }

    std::vector<std::string> selected(const TagSelection& selection)
    {
        std::vector<std::string> names;
        const auto tags = select_tags(reader, selection);
        for (const auto& it : *tags) names.push_back(it.str());
        return names;
    }

    Result<ListSummary> list(DigestFacts* facts = nullptr)
    {
        shown.clear();
        return list_tags(*select_tags(reader, {}), {reader, stop, facts},
                         [&](std::span<const ListedTag> tags) { shown.emplace_back(tags.begin(), tags.end()); });
    }

    std::vector<ListedTag> all_shown() const
    {
        std::vector<ListedTag> all;
        for (const auto& batch : shown) all.insert(all.end(), batch.begin(), batch.end());
        return all;
    }
};

using Names = std::vector<std::string>;

TEST_F(ListTags, are_in_ascii_order_or_sorted_as_versions_what_is_none_last)
{
    const auto root = image("1");
    for (const auto* name : {"v1.10.0", "v1.9.0", "latest", "v1.10.0-rc.1"}) tag(name, root);
    EXPECT_EQ(selected({}), (Names{"latest", "v1.10.0", "v1.10.0-rc.1", "v1.9.0"}));
    EXPECT_EQ(selected({{}, std::nullopt, true}), (Names{"v1.9.0", "v1.10.0-rc.1", "v1.10.0", "latest"}));
    EXPECT_EQ(selected({{}, Order::semver}), (Names{"v1.9.0", "v1.10.0-rc.1", "v1.10.0", "latest"}));
    EXPECT_EQ(selected({{}, Order::semver, true}), (Names{"v1.10.0", "v1.10.0-rc.1", "v1.9.0", "latest"}));
    EXPECT_EQ(selected({{{*TagPattern::parse("v*")}, {*TagPattern::parse("*rc*")}}, Order::natural}),
              (Names{"v1.9.0", "v1.10.0"}));
    EXPECT_TRUE(reader.resolved.empty()) << "the list alone needs no question about a tag";
}

TEST_F(ListTags, come_in_batches_of_which_the_first_is_small_and_in_their_order)
{
    const auto root = image("1");
    for (int i = 0; i < 2000; ++i) tag(std::to_string(10'000 + i), root);
    const auto summary = list();
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->shown, 2000U);
    EXPECT_EQ(reader.resolved, (std::vector<std::size_t>{32, 64, 128, 256, 512, 512, 496}));
    const auto all = all_shown();
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].tag.str(), std::to_string(10'000 + i));
    EXPECT_EQ(all.front().names, root);
    EXPECT_TRUE(reader.manifested.empty());
}

TEST_F(ListTags, that_are_gone_or_wrong_are_told_apart_and_end_nothing)
{
    const auto root = image("1");
    for (const auto* name : {"1", "2", "3", "4"}) tag(name, root);
    reader.gone = {*TagName::parse("2")};
    reader.wrong = {{*TagName::parse("3"), ErrorKind::malformed}};
    const auto summary = list();
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->shown, 2U);
    EXPECT_EQ(summary->gone, std::vector{*TagName::parse("2")});
    ASSERT_EQ(summary->unreadable.size(), 1U);
    EXPECT_EQ(summary->unreadable.front().tag.str(), "3");
    EXPECT_EQ(all_shown().back().tag.str(), "4");
}

TEST_F(ListTags, end_where_the_registry_does_not_answer_and_what_came_before_is_shown)
{
    const auto root = image("1");
    for (const auto* name : {"1", "2", "3"}) tag(name, root);
    for (const auto kind : {ErrorKind::unreachable, ErrorKind::denied, ErrorKind::rate_limited}) {
        reader.wrong = {{*TagName::parse("2"), kind}};
        const auto summary = list();
        ASSERT_FALSE(summary);
        EXPECT_EQ(summary.error().kind, kind);
        EXPECT_EQ(all_shown().size(), 1U);
    }
}

TEST_F(ListTags, end_between_two_batches_when_stopped)
{
    const auto root = image("1");
    for (int i = 0; i < 100; ++i) tag(std::to_string(i), root);
    reader.before_resolve = [&] { stop.on = true; };
    const auto summary = list();
    ASSERT_FALSE(summary);
    EXPECT_EQ(summary.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(summary.error().message, "stopped after 32 of 100 tags");
    EXPECT_EQ(all_shown().size(), 32U);
}

TEST_F(ListTags, say_what_their_images_say)
{
    const auto amd = ImageBuilder().label("org.opencontainers.image.version", "1.8.1").file("a", "amd").build_into(hub);
    const auto arm = ImageBuilder().platform("linux/arm64").file("a", "arm").build_into(hub);
    const auto index = build_index(hub, {{{"linux", "amd64", ""}, amd}, {{"linux", "arm64", ""}, arm}});
    tag("index", index);
    tag("image", arm);
    ASSERT_TRUE(list(&cache));
    const auto all = all_shown();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].facts->platforms, (std::vector<Platform>{{"linux", "arm64", ""}}));
    EXPECT_EQ(all[0].facts->version, "");
    EXPECT_EQ(all[1].facts->version, "1.8.1");
    EXPECT_EQ(all[1].facts->platforms, (std::vector<Platform>{{"linux", "amd64", ""}, {"linux", "arm64", ""}}));
}

TEST_F(ListTags, are_read_many_at_once_each_digest_once_and_never_again)
{
    for (int i = 0; i < 300; ++i) tag(std::to_string(1000 + i), image(std::to_string(i / 3)));
    const auto first = list(&cache);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->shown, 300U);
    std::size_t read = 0;
    for (const auto size : reader.manifested) read += size;
    EXPECT_EQ(read, 100U);
    EXPECT_EQ(reader.manifested.size(), reader.resolved.size()) << "a batch of manifests for each of tags";
    EXPECT_EQ(reader.configured.size(), reader.resolved.size());
    const auto before = all_shown();

    reader.manifested.clear();
    reader.configured.clear();
    const auto second = list(&cache);
    ASSERT_TRUE(second);
    EXPECT_TRUE(reader.manifested.empty());
    EXPECT_TRUE(reader.configured.empty());
    ASSERT_EQ(all_shown().size(), before.size());
    for (std::size_t i = 0; i < before.size(); ++i) EXPECT_EQ(all_shown()[i].facts, before[i].facts);
}

TEST_F(ListTags, whose_parts_are_missing_are_unreadable_and_not_remembered)
{
    const auto good = image("1");
    const auto bad = image("2");
    tag("good", good);
    tag("bad", bad);
    const auto config = parse_manifest(store->manifests.at(bad.digest).bytes, "")->config->digest;
    const auto bytes = store->blobs.at(config);
    store->blobs.erase(config);
    const auto summary = list(&cache);
    ASSERT_TRUE(summary);
    ASSERT_EQ(summary->unreadable.size(), 1U);
    EXPECT_EQ(summary->unreadable.front().error.kind, ErrorKind::not_found);
    EXPECT_EQ(all_shown().size(), 1U);

    store->blobs.emplace(config, bytes);
    EXPECT_EQ(list(&cache)->shown, 2U);
    EXPECT_EQ(all_shown().front().facts->version, "2");
}

TEST_F(ListTags, of_a_chain_of_indexes_without_end_are_not_followed_for_ever)
{
    auto root = image("1");
    for (int depth = 0; depth < 12; ++depth) root = build_index(hub, {}, {.unmarked = {root}});
    tag("deep", root);
    const auto summary = list(&cache);
    ASSERT_TRUE(summary);
    EXPECT_EQ(summary->shown, 1U);
    EXPECT_EQ(reader.manifested.size(), 8U);
}

}  // namespace
}  // namespace tagwarden::tests
