// Copyright 2026 The Tagwarden authors
// SPDX-License-Identifier: Apache-2.0

#include "adapters/transfer/tee.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "ports/byte_streams.h"
#include "tests/adapters/transfer/recorded_repository.h"

namespace tagwarden {
namespace {

using tests::noise;

/// Counts what is read of it, and can break off.
class Source final : public ByteStream {
public:
    explicit Source(std::string bytes, std::optional<std::size_t> breaks_at = {})
        : bytes_(std::move(bytes)), breaks_at_(breaks_at)
    {
    }

    Result<std::size_t> read(std::span<char> into) override
    {
        if (breaks_at_ && read_so_far >= *breaks_at_) return fail(ErrorKind::unreachable, "the line was cut");
        // Odd pieces, as networks have them.
        auto size = bytes_.read(into.first(std::min<std::size_t>(into.size(), 701)));
        read_so_far += *size;
        return size;
    }

    std::atomic<std::size_t> read_so_far = 0;

private:
    TextStream bytes_;
    std::optional<std::size_t> breaks_at_;
};

TeeBranch::Open never_opened()
{
    return []() -> Result<std::unique_ptr<ByteStream>> {
        ADD_FAILURE() << "the source was opened once more";
        return fail(ErrorKind::local, "not expected");
    };
}

TEST(Tee, every_branch_gets_all_bytes_of_one_reading)
{
    const auto bytes = noise(1'000'003, 1);
    Source source(bytes);
    Tee tee(source, 3, 4096);
    std::vector<std::string> got(3);
    {
        std::vector<std::jthread> readers;
        for (std::size_t i = 0; i < 3; ++i)
            readers.emplace_back([&, i] {
                TeeBranch branch(tee, i, never_opened());
                got[i] = read_all(branch).value();
            });
    }
    for (const auto& one : got) EXPECT_TRUE(one == bytes);
    EXPECT_EQ(source.read_so_far, bytes.size());
}

TEST(Tee, an_empty_stream_ends_at_once_for_all)
{
    Source source("");
    Tee tee(source, 2, 1);
    TeeBranch one(tee, 0, never_opened());
    TeeBranch two(tee, 1, never_opened());
    EXPECT_EQ(read_all(one).value(), "");
    EXPECT_EQ(read_all(two).value(), "");
}

TEST(Tee, nobody_is_more_than_four_buffers_ahead)
{
    Source source(noise(100'000, 1));
    Tee tee(source, 2, 1000);
    TeeBranch slow(tee, 0, never_opened());
    TeeBranch fast(tee, 1, never_opened());
    std::string four(4000, ' ');
    std::size_t got = 0;
    while (got < 4000) got += fast.read(std::span(four).subspan(got)).value();
    EXPECT_EQ(source.read_so_far, 4000U);
    std::jthread further([&] { EXPECT_GT(fast.read(four).value(), 0U); });
    std::string one(1000, ' ');
    for (got = 0; got < 1000;) got += slow.read(std::span(one).subspan(got)).value();
    EXPECT_EQ(source.read_so_far, 4000U) << "a buffer that is being read is not filled anew";
    EXPECT_GT(slow.read(one).value(), 0U);
    further.join();
    EXPECT_EQ(source.read_so_far, 5000U);
}

TEST(Tee, one_that_leaves_holds_up_nobody)
{
    const auto bytes = noise(100'000, 1);
    Source source(bytes);
    Tee tee(source, 2, 1000);
    auto leaving = std::make_unique<TeeBranch>(tee, 0, never_opened());
    TeeBranch staying(tee, 1, never_opened());
    std::string all;
    std::jthread reader([&] { all = read_all(staying).value(); });
    std::string some(10, ' ');
    EXPECT_EQ(leaving->read(some).value(), 10U);
    leaving.reset();
    reader.join();
    EXPECT_TRUE(all == bytes);
}

TEST(Tee, when_the_source_fails_all_learn_it_behind_the_bytes_before)
{
    Source source(noise(100'000, 1), 2103);
    Tee tee(source, 2, 1000);
    for (std::size_t i = 0; i < 2; ++i) {
        TeeBranch branch(tee, i, never_opened());
        std::string bytes(5000, ' ');
        std::size_t seen = 0;
        auto got = branch.read(bytes);
        for (; got && *got > 0; got = branch.read(bytes)) seen += *got;
        ASSERT_FALSE(got);
        EXPECT_EQ(got.error().message, "the line was cut");
        EXPECT_EQ(seen, source.read_so_far);
        EXPECT_FALSE(branch.read(bytes));
    }
}

TEST(Tee, a_branch_that_is_rewound_reads_for_itself_and_the_other_goes_on)
{
    const auto bytes = noise(100'000, 1);
    Source source(bytes);
    Tee tee(source, 2, 1000);
    int opened = 0;
    TeeBranch rewound(tee, 0, [&]() -> Result<std::unique_ptr<ByteStream>> {
        ++opened;
        return std::make_unique<TextStream>(bytes);
    });
    TeeBranch other(tee, 1, never_opened());
    std::string some(1500, ' ');
    ASSERT_TRUE(rewound.read(some));
    ASSERT_TRUE(rewound.rewind(700));
    EXPECT_TRUE(read_all(other).value() == bytes);
    EXPECT_TRUE(read_all(rewound).value() == bytes.substr(700));
    ASSERT_TRUE(rewound.rewind(99'999));
    EXPECT_EQ(read_all(rewound).value(), bytes.substr(99'999));
    EXPECT_EQ(opened, 1) << "its own reading is rewound, where that can be";
}

TEST(Tee, a_branch_whose_source_cannot_be_opened_again_fails_for_good)
{
    Source source(noise(100'000, 1));
    Tee tee(source, 1, 1000);
    TeeBranch branch(
        tee, 0, []() -> Result<std::unique_ptr<ByteStream>> { return fail(ErrorKind::not_found, "the blob is gone"); });
    std::string some(10, ' ');
    ASSERT_TRUE(branch.read(some));
    EXPECT_FALSE(branch.rewind(0));
    EXPECT_EQ(branch.read(some).error().message, "the blob is gone");
}

}  // namespace
}  // namespace tagwarden
