// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "base/compact_bytes.h"

#include <gtest/gtest.h>

#include <limits>

namespace tagwarden {
namespace {

TEST(CompactBytes, every_number_comes_back)
{
    CompactWriter writer;
    const std::vector<std::uint64_t> numbers{0, 1, 127, 128, 16'383, 16'384, std::numeric_limits<std::uint64_t>::max()};
    const std::vector<std::int64_t> signed_ones{
        0, -1, 1, -64, 64, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
    for (const auto number : numbers) writer.number(number);
    for (const auto number : signed_ones) writer.signed_number(number);
    const auto bytes = writer.take();
    CompactReader reader(bytes);
    for (const auto number : numbers) EXPECT_EQ(reader.number(), number);
    for (const auto number : signed_ones) EXPECT_EQ(reader.signed_number(), number);
    EXPECT_TRUE(reader.at_end());
    EXPECT_FALSE(reader.wrong());
}

TEST(CompactBytes, a_text_is_written_once_and_comes_back_each_time)
{
    CompactWriter writer;
    const std::string text(1'000, 'x');
    for (const auto& it : {text, std::string("a\0b", 3), text, std::string(), text}) writer.text(it);
    const auto bytes = writer.take();
    EXPECT_LT(bytes.size(), 1'030U);
    CompactReader reader(bytes);
    for (const auto& it : {text, std::string("a\0b", 3), text, std::string(), text}) EXPECT_EQ(reader.text(), it);
    EXPECT_TRUE(reader.at_end() && !reader.wrong());
}

TEST(CompactBytes, what_is_cut_or_refers_to_nothing_is_noted_and_reads_as_nothing)
{
    CompactWriter writer;
    writer.text("twelve bytes");
    writer.number(300);
    const auto bytes = writer.take();
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        CompactReader reader(std::string_view(bytes).substr(0, length));
        reader.text();
        reader.number();
        EXPECT_TRUE(reader.wrong()) << length;
        EXPECT_EQ(reader.number(), 0U);
        EXPECT_EQ(reader.text(), "");
    }
    CompactReader no_such_text("\x05");
    EXPECT_EQ(no_such_text.text(), "");
    EXPECT_TRUE(no_such_text.wrong());
    CompactReader never_ends(std::string_view("\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF"));
    never_ends.number();
    EXPECT_TRUE(never_ends.wrong());
}

TEST(CompactBytes, a_block_is_passed_over_and_read_on_its_own)
{
    CompactWriter writer;
    writer.text("before");
    std::size_t second = 0;
    writer.block(writer.aside([&] {
        writer.text("first");
        second = writer.place();
        writer.text("before");
        writer.number(7);
    }));
    writer.text("after");
    const auto bytes = writer.take();
    CompactReader reader(bytes);
    EXPECT_EQ(reader.text(), "before");
    const auto block = reader.block();
    EXPECT_EQ(reader.text(), "after");
    EXPECT_TRUE(reader.at_end());
    reader.go_to(block.substr(second));
    EXPECT_EQ(reader.text(), "before");
    EXPECT_EQ(reader.number(), 7U);
}

TEST(CompactBytes, words_are_found_by_their_place)
{
    CompactWriter writer;
    writer.word(5);
    writer.wide_word(std::numeric_limits<std::int64_t>::min());
    writer.wide_word(-2);
    const auto bytes = writer.take();
    CompactReader reader(bytes);
    const auto words = reader.words(5);
    EXPECT_EQ(word_at(words, 0), 5U);
    EXPECT_EQ(wide_word_at(words, 1), std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(wide_word_at(words, 3), -2);
}

TEST(CompactBytes, no_more_elements_are_announced_than_there_are_bytes_for)
{
    CompactWriter writer;
    writer.number(1'000'000'000'000);
    const auto bytes = writer.take();
    CompactReader reader(bytes);
    EXPECT_EQ(reader.count(), 0U);
    EXPECT_TRUE(reader.wrong());
}

}  // namespace
}  // namespace tagwarden
