// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/layers/streamed_match.h"

#include <gtest/gtest.h>

namespace tagwarden {

namespace {

constexpr StreamedMatch::Sizes small{.window = 32, .overlap = 16, .most_texts = 16};

Result<std::vector<std::string>> matches(const std::string& pattern, std::string_view bytes, std::size_t piece,
                                         StreamedMatch::Sizes sizes = small)
{
    auto compiled = compile_pattern(pattern);
    if (!compiled) return fail(compiled.error());
    StreamedMatch match(*compiled, sizes);
    for (; !bytes.empty(); bytes.remove_prefix(std::min(piece, bytes.size()))) match.feed(bytes.substr(0, piece));
    return match.finish();
}

using Texts = std::vector<std::string>;

}  // namespace

TEST(StreamedMatch, gives_the_first_group_or_the_whole_match)
{
    EXPECT_EQ(matches("v([0-9.]+)-(x)", "..v1.2-x..", 100), Texts{"1.2"});
    EXPECT_EQ(matches("v[0-9.]+", "..v1.2-x..", 100), Texts{"v1.2"});
    EXPECT_EQ(matches("v(a)?b", "..vb..", 100), Texts{""});
    EXPECT_EQ(matches("zz", "..v1.2-x..", 100), Texts{});
}

TEST(StreamedMatch, gives_every_text_once_and_in_order)
{
    EXPECT_EQ(matches("v([0-9]+)", "v2 v1 v2 v3 v1", 100), (Texts{"2", "1", "3"}));
}

TEST(StreamedMatch, gives_at_most_so_many_texts)
{
    std::string bytes;
    for (int i = 10; i < 60; ++i) bytes += "v" + std::to_string(i) + " ";
    const auto found = matches("v([0-9]+)", bytes, 7);
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 16);
    EXPECT_EQ(found->front(), "10");
    EXPECT_EQ(found->back(), "25");
}

TEST(StreamedMatch, finds_a_match_whole_wherever_it_lies)
{
    for (std::size_t at = 0; at < 200; ++at) {
        auto bytes = std::string(200, '.');
        bytes.insert(at, "v12345.678");
        for (const std::size_t piece : {1U, 5U, 31U, 32U, 33U, 48U, 1000U})
            EXPECT_EQ(matches("v([0-9.]+[0-9])", bytes, piece), Texts{"12345.678"}) << at << " in pieces of " << piece;
    }
}

TEST(StreamedMatch, finds_the_same_in_windows_as_in_one_piece)
{
    // Every byte differs from its neighbours, so that a match found twice, shifted or cut shows.
    std::string bytes;
    for (int i = 0; i < 300; ++i)
        bytes += std::to_string(i * 7919 % 1000) + (i % 3 == 0 ? "v" : i % 5 == 0 ? "\n" : ".");
    for (const auto* pattern : {"v([0-9]+)", "[0-9]+v", R"(\b[0-9]+\n)", "(?m)^[0-9]+", "(?m)[0-9]+$", "1.?|12.3?",
                                "9[^9]{0,9}9", "^[0-9]+", "[0-9]+$", "^x|77", R"(\A5|6\z|00)"}) {
        const auto whole = matches(pattern, bytes, 100000, {.window = 100000, .overlap = 16, .most_texts = 1000});
        for (const std::size_t piece : {1U, 13U, 32U, 100000U})
            EXPECT_EQ(matches(pattern, bytes, piece, {.window = 32, .overlap = 16, .most_texts = 1000}), whole)
                << pattern;
    }
}

TEST(StreamedMatch, the_start_of_a_window_is_not_the_start_of_the_file)
{
    EXPECT_EQ(matches("^v[0-9]", "v1" + std::string(300, '.') + "v2", 1), Texts{"v1"});
    for (std::size_t at = 1; at < 100; ++at)
        EXPECT_EQ(matches("^v[0-9]", std::string(at, '.') + "v1" + std::string(100, '.'), 1), Texts{}) << at;
}

TEST(StreamedMatch, the_end_of_a_window_is_not_the_end_of_the_file)
{
    for (std::size_t at = 1; at < 100; ++at) {
        EXPECT_EQ(matches("v[0-9]$", std::string(at, '.') + "v1" + std::string(100, '.'), 1), Texts{}) << at;
        EXPECT_EQ(matches("v[0-9]$", std::string(at, '.') + "v1", 1), Texts{"v1"}) << at;
    }
}

TEST(StreamedMatch, takes_bytes_as_latin_1)
{
    const std::string bytes("\x00\xff\xfev\xe9\x80\x00w", 8);
    EXPECT_EQ(matches("v(..)", bytes, 1), Texts{"\xe9\x80"});
    EXPECT_EQ(matches(R"(\x00w)", bytes, 1), Texts{std::string("\0w", 2)});
}

TEST(StreamedMatch, refuses_a_match_longer_than_it_promises_to_find)
{
    const auto found = matches("v.*w", "v" + std::string(20, '.') + "w", 1);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().kind, ErrorKind::usage);
    EXPECT_EQ(found.error().message, "the pattern 'v.*w' matches more than 16 bytes at one place");
}

TEST(StreamedMatch, a_match_as_long_as_promised_is_found)
{
    for (std::size_t at = 0; at < 100; ++at)
        EXPECT_EQ(matches("v[a-z]*w", std::string(at, '.') + "v" + std::string(14, 'x') + "w.....", 3),
                  Texts{"v" + std::string(14, 'x') + "w"})
            << at;
}

TEST(StreamedMatch, searches_large_files_in_windows_and_not_again_and_again)
{
    // 64 MiB: a buffer that was searched anew for every piece would take minutes.
    auto compiled = compile_pattern("version is ([0-9.]+)");
    ASSERT_TRUE(compiled);
    StreamedMatch match(*compiled);
    const std::string piece(65536, 'v');
    for (int i = 0; i < 1024; ++i) match.feed(piece);
    match.feed("version is 1.2.3\n");
    EXPECT_EQ(match.finish(), Texts{"1.2.3"});
}

TEST(StreamedMatch, bad_patterns_are_usage_errors_with_reason_and_place)
{
    struct Row {
        const char* pattern;
        const char* message;
    };
    for (const auto& [pattern, message] :
         {Row{"v(1", "the pattern 'v(1' does not compile: missing ): v(1, at 'v(1'"},
          Row{"[z-a]", "the pattern '[z-a]' does not compile: invalid character class range: z-a, at 'z-a'"},
          Row{"a**", "the pattern 'a**' does not compile: bad repetition operator: **, at '**'"},
          Row{R"((?=a))", "the pattern '(?=a)' does not compile: invalid perl operator: (?=, at '(?='"},
          Row{"[0-9]*", "the pattern '[0-9]*' matches no text at all, which is everywhere"},
          Row{"", "the pattern '' matches no text at all, which is everywhere"}}) {
        const auto compiled = compile_pattern(pattern);
        ASSERT_FALSE(compiled) << pattern;
        EXPECT_EQ(compiled.error().kind, ErrorKind::usage);
        EXPECT_EQ(compiled.error().message, message);
    }
}

}  // namespace tagwarden
