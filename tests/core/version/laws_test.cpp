// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

// What holds for every order, over texts that are made up (tests/support/version_generator.h).

#include <gtest/gtest.h>

#include <algorithm>

#include "core/version/difference.h"
#include "core/version/sort_versions.h"
#include "tests/support/version_generator.h"

namespace tagwarden {
namespace {

using tests::VersionGenerator;

class Laws : public testing::TestWithParam<Order> {
protected:
    static constexpr int rounds = 3000;

    bool is_version(std::string_view text) const { return Version::parse(GetParam(), text).has_value(); }
    Version version(std::string_view text) const { return *Version::parse(GetParam(), text); }

    /// Pairs of versions, the same in each run.
    std::vector<tests::VersionPair> pairs() const
    {
        return tests::some_pairs(GetParam(), 1, rounds, [this](std::string_view text) { return is_version(text); });
    }
};

struct Key {
    std::string bytes;
    std::vector<Origin> origins;
    bool whole = false;

    Key(Order order, std::string_view text)
    {
        KeyWriter writer(bytes, &origins);
        whole = read_version(order, text, writer).has_value();
    }
};

TEST_P(Laws, any_bytes_give_a_key_with_an_origin_for_each_byte_or_a_flaw_in_the_text)
{
    VersionGenerator generator(GetParam(), 2);
    std::size_t versions = 0;
    for (int round = 0; round < 2 * rounds; ++round) {
        const auto text = round % 2 == 0 ? generator.text() : generator.near(generator.text() + generator.noise());
        const Key key(GetParam(), text);
        ASSERT_EQ(key.bytes.size(), key.origins.size());
        for (const auto origin : key.origins) ASSERT_LE(origin.at, text.size()) << text;
        const auto version = Version::parse(GetParam(), text);
        ASSERT_EQ(version.has_value(), key.whole);
        if (version) {
            ++versions;
            ASSERT_EQ(version->str(), text);
        } else {
            ASSERT_LE(version.error().place->at, text.size()) << text;
            ASSERT_FALSE(version.error().place->wanted.empty()) << text;
        }
    }
    EXPECT_GT(versions, static_cast<std::size_t>(rounds / 3));
}

TEST_P(Laws, what_is_before_something_has_it_behind_itself)
{
    std::size_t unequal = 0;
    for (const auto& [left, right] : pairs()) {
        const auto a = version(left), b = version(right);
        ASSERT_EQ(a <=> b, 0 <=> (b <=> a)) << left << " and " << right;
        ASSERT_EQ(a == b, (a <=> b) == 0);
        ASSERT_EQ(a, version(left));
        if (a != b) ++unequal;
    }
    EXPECT_GT(unequal, static_cast<std::size_t>(rounds / 4));
    EXPECT_LT(unequal, static_cast<std::size_t>(rounds));
}

TEST_P(Laws, versions_and_their_keys_compare_alike_and_a_difference_says_so)
{
    for (const auto& [left, right] : pairs()) {
        const auto a = version(left), b = version(right);
        const Key key_a(GetParam(), left), key_b(GetParam(), right);
        const auto found = difference(a, b), mirrored = difference(b, a);
        ASSERT_EQ(a <=> b, static_cast<std::weak_ordering>(key_a.bytes <=> key_b.bytes)) << left << " and " << right;
        ASSERT_EQ(found.order, a <=> b);
        ASSERT_EQ(std::pair(found.left_at, found.right_at), std::pair(mirrored.right_at, mirrored.left_at));
        ASSERT_LE(found.left_at, left.size());
        ASSERT_LE(found.right_at, right.size());
    }
}

TEST_P(Laws, no_key_begins_another_one)
{
    // Else zeros behind a key, as sort_versions() has them, might decide a comparison, and a difference could lie
    // behind the end of one of them, where it stands for nothing.
    for (const auto& [left, right] : pairs()) {
        const Key a(GetParam(), left), b(GetParam(), right);
        if (a.bytes == b.bytes) continue;
        ASSERT_FALSE(a.bytes.starts_with(b.bytes) || b.bytes.starts_with(a.bytes)) << left << " and " << right;
    }
}

TEST_P(Laws, three_versions_have_one_order_from_wherever_one_starts)
{
    VersionGenerator generator(GetParam(), 3);
    for (const auto& [first, second] : pairs()) {
        std::vector<std::string> texts{first, second, generator.near(second)};
        std::erase_if(texts, [&](const auto& text) { return !is_version(text); });
        std::ranges::sort(texts);
        do {
            const std::vector<std::string_view> lines(texts.begin(), texts.end());
            const auto sorted = sort_versions(lines, {.order = GetParam(), .mix_flavours = true}).lines;
            for (std::size_t i = 0; i < sorted.size(); ++i)
                for (std::size_t j = i + 1; j < sorted.size(); ++j)
                    ASSERT_LE(version(without_v(GetParam(), sorted[i])), version(without_v(GetParam(), sorted[j])))
                        << sorted[i] << " " << sorted[j];
        } while (std::ranges::next_permutation(texts).found);
    }
}

TEST_P(Laws, a_sorted_list_holds_the_lines_that_were_given)
{
    VersionGenerator generator(GetParam(), 4);
    std::vector<std::string> texts;
    for (int i = 0; i < rounds; ++i) texts.push_back(i % 10 == 0 ? generator.noise() : generator.text());
    const std::vector<std::string_view> lines(texts.begin(), texts.end());
    for (const bool reverse : {false, true}) {
        auto sorted = sort_versions(lines, {.order = GetParam(), .reverse = reverse});
        for (std::size_t i = 0; i < sorted.lines.size(); ++i)
            ASSERT_EQ(is_version(without_v(GetParam(), sorted.lines[i])), i < sorted.versions);
        EXPECT_TRUE(std::ranges::is_permutation(sorted.lines, lines));
    }
}

std::string name(const testing::TestParamInfo<Order>& info)
{
    return std::string(name_of(info.param));
}

INSTANTIATE_TEST_SUITE_P(, Laws, testing::ValuesIn(all_orders().begin(), all_orders().end()), name);

TEST(CalverAndSemver, agree_on_versions_of_both)
{
    const auto fit = [](std::string_view text) { return Version::parse(Order::semver, text).has_value(); };
    for (const auto& [left, right] : tests::some_pairs(Order::semver, 5, 3000, fit)) {
        const auto a = Version::parse(Order::calver, left), b = Version::parse(Order::calver, right);
        ASSERT_TRUE(a && b) << left << " and " << right;
        EXPECT_EQ(*a <=> *b, *Version::parse(Order::semver, left) <=> *Version::parse(Order::semver, right))
            << left << " and " << right;
    }
}

}  // namespace
}  // namespace tagwarden
